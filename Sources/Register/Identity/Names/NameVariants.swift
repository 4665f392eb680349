// SPDX-License-Identifier: Apache-2.0

/// Given names that are forms of one another: short forms, pet names, and one name as several
/// languages write it.
///
/// Each line is a group; a name may stand in several. Compiled for this program from what is
/// generally known of names in England and of those of its largest communities; keys as `NameKey`
/// folds them.
enum NameVariants {
    /// Whether some group has both.
    static func areRelated(_ left: String, _ right: String) -> Bool {
        guard let a = groups[left], let b = groups[right] else { return false }
        return a.contains { b.contains($0) }
    }

    private static let groups: [String: [UInt16]] = {
        var groups: [String: [UInt16]] = [:]
        for (number, line) in table.split(separator: "\n").enumerated() {
            for name in line.split(separator: " ") {
                groups[String(name), default: []].append(UInt16(clamping: number))
            }
        }
        return groups
    }()

    private static let table = """
        abigail abby abbie abbey gail
        abraham abe ibrahim ebrahim avraham bram
        agnieszka aga agnes agata
        aidan aiden ayden
        alan allan allen al
        albert bert bertie al
        aleksander alexander alex alec alek sandy xander zander sasha olek iskander alasdair
        alexander alasdair alistair alex
        aleksandra alexandra alex sandra sandy lexi lexie alexa ola sasha
        alexis lexi lexie alex
        alfred alf alfie fred freddie
        alice ali ally alicia
        alison ali ally allie
        amanda mandy
        amelia amy millie milly mia
        amir ameer
        andrew andy drew andrzej andrei andreas
        angela angie ange
        anna ann anne annie ania anya hannah nan nancy
        anthony antony tony ant antoni antonio
        arthur art artie artur
        aysha aisha ayesha aishah ayse aicha
        barbara babs barb basia barbie
        bartholomew bart bartosz bartek
        beatrice bea trixie beatrix bee
        benjamin ben benny benji benjy
        bernard bernie
        beverley bev beverly
        bogdan bohdan
        bradley brad
        bridget bridie brigid
        bronislaw bronek
        caitlin kaitlin kate cait katelyn
        cameron cam
        carol carole caroline carolyn carrie karolina lina
        catherine katherine kathryn kate katie cathy kathy kath kitty kat catrin katarzyna kasia
        cecilia celia cissy
        charles charlie chas chuck karol
        charlotte charlie lottie lotte
        chinedu nedu edu
        christina christine chris chrissie tina kristina krystyna kirsty kirsten
        christopher chris kit topher krzysztof krzysiek kristof
        clifford cliff
        connor conor
        constance connie
        daniel dan danny daniyal danyal
        danielle dani danni daniela
        david dave davie davy dawid daud dawood davud
        deborah debbie deb debra
        denis dennis denny
        derek del derrick
        diana di diane dianne
        dominic dom dominik nick
        dorothy dot dottie dolly thea dorota
        douglas doug dougie
        edward ed eddie ted teddy ned edek
        edith edie
        eleanor ellie nell nora elle ella eleonora
        elizabeth liz lizzie beth betty betsy eliza libby elsie lisa bess elspeth elzbieta ela
        ella ellie
        ellen nell nelly ellie
        emily em emmy millie emilia
        emma em emmy
        emmanuel manny emeka
        eric erik ric rick
        esther hester essie
        eva eve evie ewa
        evelyn evie eve
        farouk faruk farooq
        fatima fatimah fatma fathima fatemah
        felicity flick fliss
        florence flo florrie flossie
        frances fran francesca franny frankie
        francis frank frankie franciszek
        frederick fred freddie freddy frederic
        gabriel gabe gabi
        gabriella gabrielle gabby gaby ella
        gareth gary garry gaz
        gavin gav
        geoffrey geoff jeff jeffrey
        george georgie jerzy jorge
        georgina georgia georgie gina
        gerald gerry jerry gerard
        gillian gill jill jillian
        grace gracie
        grzegorz gregory greg gregor
        gwendolyn gwen wendy
        hamza hamzah
        hannah hanna hania
        harold harry hal
        harriet hattie harry
        hasan hassan
        helen nell helena ellen lena
        henry harry hal hank henryk
        howard howie
        hubert bert hugh
        hugh hughie huw hugo
        hussain hussein husain husayn huseyin hossain hussayn
        ian iain
        imogen immy
        isaac ishaq zac ike ishak
        isabel isabella isobel izzy bella issy belle isabelle ysabel
        ismail ismael ishmael
        jack john jackie
        jacob jake jakub kuba yaqub yakub jacub
        jacqueline jackie jacqui
        jadwiga jadzia
        james jim jimmy jamie jem seamus
        jane janey jan jenny jean
        janina janka
        jasmine jas yasmin yasmine jasmin
        jason jay jase
        javed javaid jawaid
        jean jeannie jeanette
        jennifer jen jenny jenna
        jeremy jerry jez jem
        jessica jess jessie
        joan joanie
        joanna joanne jo joann asia
        john jon johnny jack jan ivan sean jean johan janek
        jonathan jon jonny jonty nathan johnathan
        jordan jord
        joseph joe joey jozef yusuf yousuf youssef yousaf yusef
        josephine jo josie jozefina
        joshua josh
        judith judy jude judyta
        julia julie jules julianna
        julian jules
        karen kaz
        karolina carolina karola
        katarzyna katherine kasia
        kazimierz kazik
        kenneth ken kenny
        kevin kev
        khadija khadijah hatice kadija
        kimberley kim kimberly
        krzysztof kris chris
        lauren loz laurie
        laura laurie loz
        lawrence laurence larry laurie
        leanne lee
        leonard len lenny leon leo
        leslie les lesley
        lillian lily lilian lil
        linda lin lyn lynda
        lloyd floyd
        louis lou louie lewis luis ludwik
        louise lou louisa
        lucy lucie luce lucja
        lukasz luke lucas lukas
        lydia liddy
        lynn lynne lin
        maciej matthew matt maciek
        madeleine maddie maddy madeline
        magdalena magda maggie lena
        mahmud mahmood mehmood mahmoud
        malcolm mal
        malgorzata margaret gosia
        margaret maggie meg peggy marge margie madge greta daisy marjorie rita
        maria mary marie maryam miriam mariam meryem marysia mariya
        marilyn lyn
        marion marian
        mark marc marcus marek
        martin marty marcin
        mateusz matthew mati
        matilda tilly tilda mattie
        matthew matt matty mathew
        maureen mo
        maurice mo
        maxwell max maximilian maksymilian
        megan meg
        melanie mel
        melissa mel lissa
        michael mike mick mickey micky mikey michal mikael mikhail
        michelle shell chelle
        mikolaj nicholas nick
        mildred millie
        mohammed muhammad mohammad mohamed muhammed mohamad mohamud mehmet mohd md mo muhammet
        molly mary
        monica monika
        annabel annabelle bella belle
        donald don donny
        eugene gene
        graham graeme
        reuben ruben
        mustafa mustapha mostafa
        nancy ann nan
        natalie nat nattie natalia
        natasha tasha nat
        nathan nate nathaniel nat
        neil neal niall
        nicholas nick nicky nicolas nico niko
        nicola nicky nikki nicole
        norman norm
        nur noor nour noora
        oliver ollie olly
        olivia liv livvy olive
        oluwafemi femi
        oluwaseun seun
        oluwaseyi seyi
        oluwatobi tobi tobiloba
        oluwatosin tosin
        oluwatoyin toyin
        oluwadamilare dare dami damilare
        oluwadamilola dami damilola lola
        oluwafunmilayo funmilayo funmi
        oluwakemi kemi
        oluwaseyitan seyi seyitan
        omar umar omer umer
        oswald ossie ozzy
        pamela pam
        patricia pat patsy trish tricia patty
        patrick pat paddy patryk
        paul pawel pavel bulus
        paula pauline polly
        penelope penny
        peter pete piotr pyotr butrus
        philip phil pip phillip filip
        philippa pippa pip
        phyllis phyl
        rachel rach rachael raquel
        rahman rehman
        rashid rasheed raschid
        raymond ray
        rebecca becky becca bex beck
        reginald reg reggie
        rehana rihanna rayhana
        rhiannon
        richard rich rick ricky dick richie ryszard
        robert rob robbie bob bobby bert rab
        roberta bobbie
        roger rodge
        roland rollo roly
        ronald ron ronnie
        rosemary rose rosie romy
        roseanne rose rosie
        russell russ
        ryan rian
        saeed said sayeed syed sayed
        salma selma
        samantha sam sammy sammie
        samuel sam sammy samuil
        sandra sandy
        sarah sara sally sadie sal
        scott scotty
        sean shaun shawn
        sebastian seb bas baz
        selim salim saleem
        sharon shaz
        shirley shirl
        sidney sid sydney
        simon si szymon simeon shimon
        solomon sol suleyman sulaiman suleiman sulayman
        sophia sophie sofia zofia zosia sophy
        stacey stacy
        stanislaw stan staszek
        stanley stan
        stephanie steph stef
        stephen steven steve stevie stefan szczepan stephan
        stuart stewart stu
        susan sue susie suzy suzanne susanna zuzanna sukie
        sylvia sylwia
        tadeusz tadek
        tariq tarik tarek
        terence terry terrence tel
        theodore theo ted teddy
        theresa teresa terry tess tessa tracy tracey
        thomas tom tommy tomasz tomek
        timothy tim timmy
        tobias toby tobi
        tracey tracy trace
        trevor trev
        valerie val
        vanessa nessa ness
        veronica ronnie vera weronika
        victor vic wiktor viktor
        victoria vicky vicki tori vikki wiktoria
        vincent vin vince vinnie wincenty
        violet vi
        virginia ginny
        vivian viv vivienne
        waldemar waldek
        walter wally walt
        wilfred wilf fred
        wilhelmina mina billie
        william will bill billy willie liam wills gwilym
        winifred win winnie freda
        wojciech wojtek
        yahya yahia yehya
        zachary zac zach zack zachariah zakariya zakaria
        zainab zaynab zeinab zeynep
        zbigniew zbyszek
        zeeshan zishan
        zubair zubayr
        """
}
