// SPDX-License-Identifier: Apache-2.0
//
// librdkafka starts its threads with C11's thrd_create, which the thread sanitizer does not see: it
// then takes every thread for an unknown one, and ends. Preloaded, this hands the C11 calls on to the
// POSIX ones, which the sanitizer knows. glibc's mtx_t and cnd_t are made of the POSIX types, so
// objects that the real mtx_init made can be locked this way.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>

struct start {
    thrd_start_t function;
    void *argument;
};

static int verdict(int error) { return error == 0 ? thrd_success : thrd_error; }

static void *begin(void *memory) {
    struct start start = *(struct start *)memory;
    free(memory);
    return (void *)(intptr_t)start.function(start.argument);
}

int thrd_create(thrd_t *thread, thrd_start_t function, void *argument) {
    struct start *start = malloc(sizeof *start);
    if (start == NULL) return thrd_nomem;
    *start = (struct start){function, argument};
    int result = verdict(pthread_create((pthread_t *)thread, NULL, begin, start));
    if (result != thrd_success) free(start);
    return result;
}

int thrd_join(thrd_t thread, int *result) {
    void *value = NULL;
    int error = pthread_join((pthread_t)thread, &value);
    if (result != NULL) *result = (int)(intptr_t)value;
    return verdict(error);
}

int mtx_lock(mtx_t *mutex) { return verdict(pthread_mutex_lock((pthread_mutex_t *)mutex)); }

int mtx_unlock(mtx_t *mutex) { return verdict(pthread_mutex_unlock((pthread_mutex_t *)mutex)); }

int cnd_wait(cnd_t *condition, mtx_t *mutex) {
    return verdict(pthread_cond_wait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex));
}

int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const struct timespec *until) {
    int error = pthread_cond_timedwait(
        (pthread_cond_t *)condition, (pthread_mutex_t *)mutex, until);
    return error == ETIMEDOUT ? thrd_timedout : verdict(error);
}

int cnd_signal(cnd_t *condition) {
    return verdict(pthread_cond_signal((pthread_cond_t *)condition));
}

int cnd_broadcast(cnd_t *condition) {
    return verdict(pthread_cond_broadcast((pthread_cond_t *)condition));
}
