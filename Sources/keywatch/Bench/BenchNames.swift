// SPDX-License-Identifier: Apache-2.0

/// Names as common as names are in England, so that a benchmark finds as many namesakes as a
/// register does.
///
/// A quarter of all people bear one of the hundred commonest surnames, and three quarters one of
/// the commonest given names of their years, the n-th of them about 1/(n + 8) as many as the first:
/// orders of magnitude of what the Office for National Statistics publishes. Everybody else's names
/// are put together from syllables, some 40,000 of them, so nobody is meant.
struct BenchNames {
    private let surnames = Ranked(BenchNames.commonSurnames, offset: 8)
    private let given = BenchNames.commonGiven.map { Ranked($0, offset: 10) }
    private let onsets = Ranked(
        "B H W M C S P G L D R F T K N A E O Br Ch Cr Cl St Gr Gl Th Sh Wh J V Y Q I U Z",
        offset: 10)
    private let vowels = Ranked("a o e i u ea oo ai", offset: 2)
    private let codas = Ranked("r l n rr ll s t d m rt nd ck tt v gg b lm x sh", offset: 5)
    private let endings = Ranked(
        "ton ley son ing er man ford ham ell by field wood ett worth den ard land well ins dale "
            + "ock more ridge bury stead wick es kin nett holm", offset: 10)

    /// A surname.
    func surname(_ generator: inout BenchRandom) -> String {
        generator.chance(0.25) ? surnames.draw(&generator) : rare(&generator)
    }

    /// A given name of somebody born in that year.
    func given(isMale: Bool, born year: Int, _ generator: inout BenchRandom) -> String {
        guard generator.chance(0.75) else { return rare(&generator) }
        return given[(year < 1985 ? 0 : 2) + (isMale ? 0 : 1)].draw(&generator)
    }

    private func rare(_ generator: inout BenchRandom) -> String {
        onsets.draw(&generator) + vowels.draw(&generator) + codas.draw(&generator)
            + endings.draw(&generator)
    }

    /// A list of which the n-th, from 0, is drawn 1/(n + offset) as often as its length.
    private struct Ranked {
        let words: [String]
        private let sums: [Double]

        init(_ text: String, offset: Double) {
            words = text.split(separator: " ").map(String.init)
            var sum = 0.0
            sums = words.indices.map { place in
                sum += 1 / (Double(place) + offset)
                return sum
            }
        }

        func draw(_ generator: inout BenchRandom) -> String {
            let point = Double.random(in: 0..<(sums.last ?? 1), using: &generator)
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] <= point { low = middle + 1 } else { high = middle }
            }
            return words.indices.contains(low) ? words[low] : ""
        }
    }

    private static let commonSurnames = """
        Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Khan Lewis \
        Patel Robinson Walker Wood Hall Thompson White Ali Hughes Ahmed Edwards Green Jackson \
        Clarke Wright Turner Hussain Clark Hill Cooper Singh Harris Ward Morris Moore King Watson \
        Baker Harrison Begum Morgan Allen James Scott Kaur Phillips Parker Lee Mitchell Bennett \
        Price Cook Shaw Carter Davis Young Griffiths Kelly Richardson Anderson Bailey Marshall Cox \
        Collins Bell Miah Richards Simpson Shah Adams Murphy Webb Mohamed Rogers Mills Gray Wang \
        Chapman Palmer Stevens Hunt Ellis Lloyd Chowdhury Nowak Fisher Knight Butler Rahman Barnes \
        Powell Russell Murray Dixon Reynolds Matthews Holmes
        """

    /// Of boys and girls born before 1985, and since.
    private static let commonGiven = [
        """
        David John Michael Peter Robert Paul Andrew Stephen Mark Christopher James Richard Ian \
        Alan William Anthony Brian Kevin Graham Philip Martin Simon Gary Keith Colin Thomas \
        Kenneth Daniel Steven Raymond Neil Roger Matthew Nigel Barry Malcolm Dennis Trevor \
        Terence Derek George Jonathan Stuart Timothy Mohammed Geoffrey Darren Adrian Lee Ronald \
        Patrick Roy Jason Gerald Edward Leslie Eric Norman Frank Douglas
        """,
        """
        Susan Margaret Patricia Christine Jean Sarah Linda Karen Elizabeth Julie Janet Nicola \
        Mary Jacqueline Helen Ann Barbara Claire Maureen Pauline Joan Carol Angela Lisa Michelle \
        Jane Deborah Emma Sheila Dorothy Joanne Sandra Sharon Tracey Amanda Brenda Kathleen \
        Alison Louise Joyce Jennifer Catherine Gillian Anne Diane Valerie Sylvia Lesley Carole \
        Rachel Marilyn Wendy Irene Rebecca Eileen Lorraine Kelly Caroline Rita Beryl
        """,
        """
        Oliver Jack Harry Thomas George Joshua James Daniel William Muhammad Charlie Jacob \
        Samuel Alfie Joseph Oscar Noah Ethan Leo Henry Lewis Alexander Matthew Benjamin Archie \
        Luke Ryan Max Mohammed Adam Callum Jake Liam Dylan Connor Nathan Tyler Isaac Freddie \
        Logan Arthur Michael Theo Lucas Edward Cameron Mohammad Finley Toby Jamie Aaron Harrison \
        Kieran Ibrahim Reuben Zain Jayden Kai Louis Aidan
        """,
        """
        Olivia Emily Amelia Sophie Jessica Grace Chloe Ella Lily Charlotte Mia Isla Lucy Ava \
        Isabella Hannah Megan Evie Poppy Freya Ruby Daisy Holly Molly Phoebe Sophia Abigail \
        Evelyn Bethany Florence Millie Lauren Imogen Alice Amy Isabelle Ellie Leah Eleanor Katie \
        Caitlin Elizabeth Sienna Maisie Georgia Scarlett Zara Aisha Jasmine Matilda Erin Maryam \
        Fatima Harriet Rosie Summer Niamh Julia Eva Libby
        """,
    ]
}
