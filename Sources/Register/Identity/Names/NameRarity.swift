// SPDX-License-Identifier: Apache-2.0

/// How much it says that two people bear the same name: little if it is common.
///
/// The tables name what is common among people under 26 in England, in the community where it is
/// commonest: that Kaur, Begum and Singh are borne by every second member of some communities makes
/// an agreement in them weak evidence, however few bear them in the country. Orders of magnitude
/// from what the Office for National Statistics publishes of births and what is generally known of
/// surnames; anything not named here is rare enough for the full weight of its level. Frequencies
/// of the register in hand are not used: an answer must not change because of a stranger's entry.
enum NameRarity {
    /// The most that the agreement of a family name can say, in log₂ units; nil for no limit.
    static func familyBits(_ name: String) -> Double? { families[name].map(Double.init) }

    /// The most that the agreement of a given name can say, likewise.
    static func givenBits(_ name: String) -> Double? { given[name].map(Double.init) }

    private static let families = read(familyTable)
    private static let given = read(givenTable)

    /// Each line: the bits, then the names that say so much.
    private static func read(_ table: String) -> [String: UInt8] {
        var bits: [String: UInt8] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let first = words.first, let number = UInt8(first) else { continue }
            for name in words.dropFirst() { bits[String(name)] = number }
        }
        return bits
    }

    private static let familyTable = """
        4 begum bibi kaur khan singh
        5 ahmed ali hussain islam khatun miah mohamed patel rahman smith uddin
        6 akhtar chowdhury hassan hossain iqbal jones mahmood malik nguyen shah taylor williams
        6 brown davies mohammed yilmaz kaya ahmad kumar sharma abdi nowak omar hussein
        7 chan chen clark cohen cooper davis edwards evans green hall harris hill jackson
        7 johnson king lee lewis li lin martin moore robinson roberts scott thomas thompson walker
        7 white wilson wood wright wang wong zhang adams allen baker bailey bell bennett campbell
        7 carter collins cook cox ellis gray hughes hunt james kelly mitchell morgan morris murphy
        7 murray parker phillips price richards richardson rogers russell shaw simpson stewart
        7 turner ward watson webb wilkinson young demir celik kowalski wisniewski adeyemi okafor
        7 butt mirza qureshi sheikh siddiqui bhatti gill dhillon sandhu sidhu das roy mehta desai
        """

    private static let givenTable = """
        5 mohammed muhammad mohammad mohamed
        6 oliver jack harry george noah charlie jacob thomas oscar william james amelia olivia
        6 emily isla ava jessica isabella lily ella mia sophie chloe grace joshua daniel
        7 abdul ahmed aisha alexander ali alfie amy archie arthur benjamin bethany charlotte
        7 connor daisy david dylan edward elizabeth ellie emma ethan eva evie fatima florence
        7 freddie freya hannah harrison harvey henry holly ibrahim isaac jake jasmine jayden john
        7 joseph katie lauren leo lewis liam logan lucas lucy luke maryam matthew max megan
        7 michael millie molly nathan omar phoebe poppy rebecca robert rosie ruby ryan samuel
        7 sarah scarlett sebastian sienna sofia sophia theo toby tyler yusuf zain zara zoe adam
        7 alex alfie andrew anna anthony callum cameron christopher jordan kieran zuzanna julia
        7 zofia jakub filip jan oluwaseun samantha jennifer stephanie nicole abigail alice
        """
}
