import pytest

from newsctl.dutch.lemmas import constituent_keys, infinitive_of, search_keys

VERBS = """
kiezen koos gekozen kiest, lopen liep gelopen loopt liepen, zoeken zocht gezocht zoekt
brengen bracht gebracht brengt, schrijven schreef geschreven schrijft, nemen nam genomen neemt
geven gaf gegeven geeft, vinden vond gevonden vindt, spreken sprak gesproken spreekt
werken werkte gewerkt werkt, spelen speelde gespeeld speelt, stemmen stemde gestemd stemt
winnen won gewonnen wint, verliezen verloor verloren verliest, beginnen begon begonnen begint
aanvallen aangevallen, uitvoeren uitgevoerd uitvoert, opnemen opgenomen, onderzoeken onderzocht
rijden gereden rijdt, vliegen vloog gevlogen vliegt, eten gegeten eet, drinken dronk
"""
DEGREES = """
groot groter grootst grootste, klein kleiner kleinst, goed beter best beste, veel meer meeste
hoog hoger hoogst hoogste, jong jonger jongst, oud oudere oudste, sterk sterker sterkst
"""


def groups(table):
    rows = [group.split() for line in table.strip().splitlines() for group in line.split(",")]
    return [(first, form) for first, *rest in rows for form in rest]


@pytest.mark.parametrize(("infinitive", "form"), groups(VERBS))
def test_a_verb_form_shares_a_key_with_its_infinitive(infinitive, form):
    assert set(search_keys(form)) & set(search_keys(infinitive))


@pytest.mark.parametrize(
    ("infinitive", "form"),
    groups("""
vallen gevallen valt viel vallende, bakken gebakken bakt bakte, leren leert geleerd leerde
ramen raamt geraamd raamde, schatten geschat, landen landt geland, stellen stelt gesteld
"""),
)
def test_a_verb_that_has_nothing_to_do_with_its_noun_has_a_key_of_its_own(infinitive, form):
    noun = search_keys(infinitive)[0]
    assert infinitive in search_keys(infinitive)
    assert infinitive in search_keys(form)
    assert noun not in search_keys(form)


@pytest.mark.parametrize("noun", ["val", "bak", "leer", "raam", "schat", "land", "stel"])
def test_a_noun_has_no_key_of_a_verb_that_it_has_nothing_to_do_with(noun):
    assert search_keys(noun) == (noun,)


def test_a_case_that_looks_like_a_participle_is_found_as_both():
    assert search_keys("gevallen") == ("geval", "vallen")


@pytest.mark.parametrize(("adjective", "form"), groups(DEGREES))
def test_a_degree_shares_a_key_with_its_adjective(adjective, form):
    assert set(search_keys(form)) & set(search_keys(adjective))


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("geïnvesteerde", "investeren"),
        ("gekapt", "kappen"),
        ("gevoegd", "voegen"),
        ("gemiste", "missen"),
        ("gewaardeerde", "waarderen"),
        ("boeiende", "boeien"),
        ("rondgepompt", "rondpompen"),
        ("teruggevonden", "terugvinden"),
        ("dichtgemetselde", "dichtmetselen"),
        ("opgepakte", "oppakken"),
        ("afgebrand", "afbranden"),
        ("betoond", "betonen"),
        ("geleefd", "leven"),
        ("geraasd", "razen"),
    ],
)
def test_a_form_that_the_list_may_lack_is_led_back_by_rule(form, infinitive):
    assert infinitive_of(form) == infinitive


@pytest.mark.parametrize("word", ["overlast", "welvaart", "achtervang", "schade", "geld", "londen"])
def test_a_noun_is_not_taken_for_a_verb_form(word):
    assert infinitive_of(word) is None


@pytest.mark.parametrize(("plural", "verb"), [("velden", "vellen"), ("wanden", "wannen")])
def test_a_plural_is_not_taken_for_a_weak_past_tense(plural, verb):
    assert not set(search_keys(plural)) & set(search_keys(verb))


NOUNS_THAT_ARE_STRONG_PASTS = """
afspraak afspraken, toespraak toespraken, inbraak inbraken, voornaam voornamen, gevaar gevaren
aanspraak aanspraken, bijnaam bijnamen, sprong sprongen, steeg stegen
"""


@pytest.mark.parametrize(("noun", "plural"), groups(NOUNS_THAT_ARE_STRONG_PASTS))
def test_a_plural_that_is_a_strong_past_too_keeps_the_key_of_its_noun(noun, plural):
    assert search_keys(noun)[0] in search_keys(plural)


LISTED_AS_SOMETHING_ELSE = """
controleren gecontroleerd gecontroleerde, integreren geïntegreerd, aanpassen aangepast
uitwerken uitgewerkt, vluchten gevlucht, voelen gevoeld, veroordelen veroordeelde, lezen leest
merken merkte, botsen botst, liken geliket, bloggen geblogd blogde, stijgen steeg stegen
handicappen gehandicapt, kiezen gekozenen, aandoen aangedane, uitzoeken uitgezochte
ondergaan ondergaat ondergaande, wijzen gewezen wijst
"""


@pytest.mark.parametrize(("infinitive", "form"), groups(LISTED_AS_SOMETHING_ELSE))
def test_a_form_that_is_listed_as_an_adjective_or_noun_keeps_its_verb(infinitive, form):
    assert set(search_keys(form)) & set(search_keys(infinitive))


OTHER_WORDS = """
koe bul, hengst merrie, grootvader grootmoeder, halfzus halfbroer, voorlichtingsdienst kerk
bekend beek, bekende beek, ellende el, voorwaarde voorwar, volgorde volgor, genaden naad
gezond zonde, gezonden gezond, ouder oud, dichter dicht, linker link, groetjes groen, leges leeg
"""


@pytest.mark.parametrize(("word", "key"), groups(OTHER_WORDS))
def test_a_word_has_no_key_of_another_that_the_list_or_a_rule_leads_it_to(word, key):
    assert key not in search_keys(word)


@pytest.mark.parametrize(("form", "lemma"), groups("beter goed, zakenlui zakenman, kapster kapper"))
def test_a_form_with_another_stem_shares_a_key_with_its_lemma(form, lemma):
    assert set(search_keys(form)) & set(search_keys(lemma))


@pytest.mark.parametrize("noun", ["gezicht", "gebied", "gedicht", "kust", "lust", "paard", "gast"])
def test_a_noun_that_looks_like_a_verb_form_has_its_own_key_alone(noun):
    assert search_keys(noun) == (noun,)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("vieren", "vier"),
        ("achten", "acht"),
        ("elfen", "elf"),
        ("zeef", "zeven"),
        ("zeeft", "zeven"),
    ],
)
def test_no_word_shares_a_key_with_a_small_number(word, number):
    assert search_keys(number) == constituent_keys(number) == (number,)
    assert number not in search_keys(word)
    assert number not in constituent_keys(word)


@pytest.mark.parametrize(
    ("word", "stop_word"),
    [("bijen", "bij"), ("meren", "meer"), ("mijnen", "mijn"), ("haren", "haar"), ("weren", "weer")],
)
def test_a_word_that_is_no_stop_word_has_no_key_of_one(word, stop_word):
    assert not set(search_keys(word)) & set(search_keys(stop_word))


@pytest.mark.parametrize(
    ("form", "stop_word"),
    groups("hebben heeft, doen gedaan, gaan gegaan, blijven gebleven, laten gelaten, heel hele"),
)
def test_forms_of_a_stop_word_meet_among_stop_words(form, stop_word):
    assert set(search_keys(form)) & set(search_keys(stop_word))


def test_a_constituent_spelt_like_a_stop_word_is_found_by_both():
    assert set(constituent_keys("meer")) & set(search_keys("meren"))
    assert set(constituent_keys("weer")) & set(search_keys("weer"))


def test_a_word_that_the_list_does_not_have_has_its_inflection_key_alone():
    assert search_keys("xyzzyf") == ("xyzzyf",)


def test_the_inflection_key_comes_first():
    assert search_keys("gekozen") == ("gekos", "kiezen")


def test_a_strong_participle_is_no_plural_of_another_word():
    assert not set(search_keys("gewonnen")) & set(search_keys("gewoon"))
    assert set(search_keys("gegeven")) & set(search_keys("gegevens"))
    assert set(search_keys("geboden")) & set(search_keys("gebod"))


STRONG = """
verbieden verboden verbood, bijten gebeten, bedriegen bedrogen, aanbieden aangeboden
ontbinden ontbonden, lijden geleden, wegen gewogen, vragen vroeg, liegen loog, werven geworven
"""


@pytest.mark.parametrize(("infinitive", "form"), groups(STRONG))
def test_a_form_of_a_strong_verb_is_found_by_list(infinitive, form):
    assert set(search_keys(form)) & set(search_keys(infinitive))


@pytest.mark.parametrize(
    ("word", "other"),
    [("rots", "rot"), ("vals", "val"), ("zonde", "zenden"), ("wilders", "wild"), ("dorst", "dor")],
)
def test_a_word_that_only_looks_inflected_has_no_other_lemma(word, other):
    assert not set(search_keys(word)) & set(search_keys(other))


def test_a_noun_with_a_plural_is_no_past_tense():
    assert search_keys("noot") == ("noot",)
    assert not set(search_keys("noot")) & set(search_keys("niet"))


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("accijnzen", "accijns"),
        ("slonzen", "slons"),
        ("zandstenen", "zandsteen"),
        ("pathogene", "pathogeen"),
        ("collegia", "collegium"),
    ],
)
def test_a_plural_tells_what_the_end_of_its_stem_is(form, noun):
    assert set(search_keys(form)) & set(search_keys(noun))


NEW_VERBS = """
streamen gestreamd gestreamde streamt streamde streamden, tweeten getweet, ghosten geghost
podcasten gepodcast, whatsappen gewhatsappt, scrollen gescrolld scrollt scrolde, sharen geshared
skypen geskypet geskyped, phishen gephisht, upcyclen geüpcycled, bloggen blogt blogde
"""


@pytest.mark.parametrize(("infinitive", "form"), groups(NEW_VERBS))
def test_a_form_of_a_loan_verb_that_no_list_has_is_found_by_it(infinitive, form):
    assert set(search_keys(form)) & set(search_keys(infinitive))


@pytest.mark.parametrize(
    "word", ["geluidkaart", "klimaatwonden", "partyboot", "energiemarkt", "gerechtigdheid"]
)
def test_a_compound_is_no_form_of_a_new_verb(word):
    assert search_keys(word) == (search_keys(word)[0],)


STEMS = "denken denk denkt gedacht, nemen neem neemt, vertellen vertel verteld, vinden vind vindt"


@pytest.mark.parametrize(("infinitive", "form"), groups(STEMS))
def test_a_stem_that_is_no_noun_has_the_key_of_its_verb(infinitive, form):
    assert infinitive in search_keys(form)


@pytest.mark.parametrize("accented", ["beïnvloeden", "geïnteresseerd", "oriënteren", "gecreëerd"])
def test_a_word_without_its_accents_has_the_same_keys(accented):
    plain = accented.replace("ï", "i").replace("ë", "e")
    assert search_keys(plain) == search_keys(accented)


@pytest.mark.parametrize(("form", "other"), [("zit", "zien"), ("start", "staren")])
def test_a_present_is_of_no_other_verb_that_is_spelt_nearly_so(form, other):
    assert other not in search_keys(form)


@pytest.mark.parametrize("part", ["stal", "gevallen", "school"])
def test_a_noun_in_a_compound_is_no_past_of_a_strong_verb(part):
    assert constituent_keys(part) == search_keys(part)[:1]


@pytest.mark.parametrize(
    "plural", ["programma's", "camera's", "menu's", "baby's", "foto's", "pizza's"]
)
def test_a_plural_may_lack_its_apostrophe(plural):
    assert set(search_keys(plural)) & set(search_keys(plural.replace("'", "")))


@pytest.mark.parametrize("word", ["virus", "tegengas", "klas", "wittewijnglas"])
def test_an_s_of_the_word_is_no_plural_without_apostrophe(word):
    assert search_keys(word)[0] == word
    assert word[:-1] not in search_keys(word)


SPORTS = "schaatsen schaatst geschaatst, turnen turnt, boksen bokste gebokst, vertrouwen vertrouwt"


@pytest.mark.parametrize(("infinitive", "form"), groups(SPORTS))
def test_a_noun_that_is_a_verb_too_keeps_the_key_of_the_verb(infinitive, form):
    assert infinitive in search_keys(infinitive)
    assert infinitive in search_keys(form)


@pytest.mark.parametrize("infinitive", ["rijden", "schelden"])
def test_the_infinitive_of_a_strong_verb_is_no_form_of_another(infinitive):
    assert search_keys(infinitive)[1:] == (infinitive,)


@pytest.mark.parametrize("past", ["sloop", "schoot", "greep", "sprong"])
def test_a_stem_in_a_compound_is_no_past_of_a_strong_verb(past):
    assert constituent_keys(past) == search_keys(past)[:1]


def test_a_plural_in_den_is_no_past_of_a_verb_made_of_a_stop_word():
    assert search_keys("eenden") == search_keys("eend")
