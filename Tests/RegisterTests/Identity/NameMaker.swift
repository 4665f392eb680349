// SPDX-License-Identifier: Apache-2.0

/// Names of one origin, drawn with the commoner ones first: the n-th of a list is borne by about
/// 1/(n + 5) as many as the first. Written down from what is generally known.
struct NameMaker {
    private let families: [String]
    private let givens: [String]

    init(_ origin: GeneratedPeople.Origin) {
        let (families, givens) = NameMaker.lists[origin] ?? ("", "")
        self.families = families.split(whereSeparator: \.isWhitespace).map(String.init)
        self.givens = givens.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    func family(_ generator: inout SeededGenerator) -> String { draw(families, &generator) }

    func given(_ generator: inout SeededGenerator) -> String { draw(givens, &generator) }

    /// A place drawn as the ratio of two uniform numbers falls: near the front more often.
    private func draw(_ names: [String], _ generator: inout SeededGenerator) -> String {
        let share = Double.random(in: 0..<1, using: &generator)
        let rank = share * share * Double(names.count)
        return names[min(Int(rank), names.count - 1)]
    }

    private static let lists: [GeneratedPeople.Origin: (String, String)] = [
        .british: (
            """
            Smith Jones Taylor Brown Williams Wilson Davies Evans Thomas Roberts Walker Wright \
            Hughes Green Edwards Wood Harris Clarke Jackson Turner Cooper Ward Morris Baker Allen \
            Bennett Carter Parker Marshall Fletcher Webster Holland Pearson Whitfield Ashworth \
            Barraclough Thistlethwaite O'Connor McDonald Fitzgerald Hargreaves Ramsbottom Pickles
            """,
            """
            Oliver Amelia George Isla Harry Ava Noah Emily Jack Sophie Leo Grace Arthur Lily Oscar \
            Freya Charlie Ivy Henry Poppy Thomas Ella Joshua Alice Daniel Jessica Samuel Charlotte \
            Benjamin Megan Callum Bethany Gareth Rhiannon Alistair Imogen Nathaniel Gwendolyn
            """
        ),
        .southAsian: (
            """
            Patel Kaur Singh Khan Begum Ahmed Hussain Shah Chowdhury Sharma Mehta Desai Rahman \
            Miah Gupta Reddy Nair Iyer Banerjee Mukherjee Bhattacharya Krishnamurthy Venkatesan \
            Dhillon Sandhu Grewal Joshi Kulkarni Fernando Perera Rajapaksa Siddiqui Qureshi \
            Chatterjee
            """,
            """
            Mohammed Aisha Aarav Priya Arjun Ananya Rohan Simran Harpreet Gurdeep Zainab Fatima \
            Imran Bilal Hassan Nadia Deepak Lakshmi Sanjay Kavita Vikram Meera Rahul Divya Karan \
            Jasleen Manpreet Tasnim Shahid Rukhsana Siddharth Aishwarya Venkat Padmini Ishaan
            """
        ),
        .arabic: (
            """
            Hassan Ali Ahmed Mohamed Ibrahim Abdi Hussein Mahmoud Saleh Khalil Mansour Haddad \
            Al-Rashid Al-Jabouri El-Sayed Abdullah Osman Farah Warsame Yusuf Nasser Shaheen \
            Karimi Rahimi Ahmadi Hosseini Barzani Talabani Benali Bouazizi Alsharif Abdulrahman
            """,
            """
            Mohamed Fatima Ahmed Maryam Omar Layla Yusuf Zahra Ali Amina Ibrahim Noor Hassan Sara \
            Khalid Hana Mustafa Salma Abdirahman Hodan Tariq Yasmin Samir Rania Bilal Khadija \
            Abdulaziz Sumaya Hamza Dalia Jamal Samira Mahmoud Safiya
            """
        ),
        .westAfrican: (
            """
            Adeyemi Okafor Adebayo Okonkwo Mensah Owusu Ogunleye Oladipo Afolabi Balogun Eze Nwosu \
            Akinola Oyelaran Adewale Boateng Asante Appiah Osei Chukwu Onyekachi Olanrewaju \
            Ogundipe Fashola Adeleke Babatunde Igwe Amadi Danjuma Bello Yeboah Sesay Kamara
            """,
            """
            Oluwaseun Chidinma Ayodele Ngozi Emeka Funmilayo Tunde Adaeze Kwame Abena Femi Yetunde \
            Chukwuemeka Ifeoma Babajide Temitope Kofi Akosua Segun Folasade Obinna Amara Olumide \
            Titilayo Ikenna Nkechi Damilola Oluwatobi Kehinde Taiwo Ebenezer Blessing
            """
        ),
        .polish: (
            """
            Nowak Kowalski Wiśniewski Wójcik Kamińska Lewandowski Zieliński Szymańska Dąbrowski \
            Kozłowski Jankowska Mazur Wojciechowski Kwiatkowska Krawczyk Piotrowski Grabowska \
            Pawłowski Michalski Król Wieczorek Jabłońska Wróbel Stępień Górska Rutkowski Ostrowska \
            Baran Szewczyk Pietrzak Zawadzki Przybylski Włodarczyk
            """,
            """
            Jakub Zuzanna Antoni Julia Szymon Maja Filip Hanna Kacper Zofia Mateusz Oliwia Michał \
            Aleksandra Wojciech Wiktoria Bartosz Natalia Piotr Emilia Krzysztof Katarzyna Łukasz \
            Małgorzata Paweł Agnieszka Grzegorz Weronika Tomasz Karolina Stanisław Gabriela
            """
        ),
        .turkish: (
            """
            Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç \
            Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Erdoğan Güneş Aksoy Bulut \
            Karataş Türkoğlu Hacıoğlu Büyükkaya Taşdemir Keskin
            """,
            """
            Yusuf Zeynep Mustafa Elif Mehmet Ayşe Emre Fatma Ahmet Merve Burak Esra Hüseyin Büşra \
            Murat Selin Ömer Derya Kerem Gülşen Hakan Sevgi Çağlar Özlem Tolga Şeyma Onur İpek \
            Serkan Nilüfer Barış Gökçe
            """
        ),
        .chinese: (
            """
            Wang Li Zhang Chen Liu Wong Chan Lee Lam Cheung Ho Ng Yang Huang Zhao Wu Zhou Xu \
            Sun Ma Zhu Lin Guo Leung Tang Kwok Yuen Tsang Chow Fung Nguyen Tran Pham Hoang
            """,
            """
            Wei Xin Jia Ming Hui Ling Jun Yu Hao Ying Xiaoming Meiling Zhiwei Jiahui Tianyi Yuxin \
            Haoran Zixuan Mingyu Xiaoyan Kaiming Siuling Waiman Chunhei Hoiyan Peishan Minh Thanh \
            Linh Huong Quang Tuan
            """
        ),
    ]
}
