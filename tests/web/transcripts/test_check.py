"""The check before anything is kept: whose voice is whose, and what becomes of each text."""

import re

import pytest
from django.http import QueryDict

from fourfold.confidentiality.screening.hits import hits_of
from fourfold_web.transcripts.forms import MOST_SHOWN, CheckForm
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from tests.cast import TALK
from tests.web.transcripts.pages import ZOOM, file, url

PATIENT = "Gita: Whom did you see?\n\nLena: Mrs. Okonkwo, with Mrs. Abernathy."
CHECKED = re.compile(r'<input type="radio" name="(\w+)" value="([^"]*)"[^>]*\bchecked\b')


@pytest.fixture
def bring(held, gita):
    """`bring(words)`: Gita has brought them in; gives the draft."""

    def post(pasted: str) -> TranscriptDraft:
        gita.post(url("upload", held), {"pasted": pasted})
        return TranscriptDraft.objects.get()

    return post


def texts() -> list[str]:
    return [text for _, _, _, text in Transcript.objects.get().turns["turns"]]


def keys(draft: TranscriptDraft) -> dict[str, str]:
    """The key of each text that was found."""
    return {hit.text: hit.key for hit in hits_of(draft.to_core().texts, draft.places)}


def test_check_keeps_masked_words_and_queues_the_coding(held, gita):
    gita.post(url("upload", held), {"file": file(ZOOM)})

    response = gita.post(
        url("check", TranscriptDraft.objects.get()), {"guide": "Gita Rao", "learner": "Lena Lind"}
    )

    kept = Transcript.objects.get()
    assert response.url == url("report", kept)
    assert kept.turns["turns"] == [
        ["guide", 3.0, 6.0, "What would you like to look at?"],
        [
            "learner",
            7.0,
            12.0,
            "I saw Mr. [name], record number [record number], and lost the thread.",
        ],
    ]
    assert (kept.turn_count, TranscriptDraft.objects.count()) == (2, 0)


def test_check_takes_out_and_keeps_what_it_is_told_to(bring, gita):
    draft = bring(PATIENT)
    found = keys(draft)
    chosen = [f"remove:{found['okonkwo']}", f"keep:{found['abernathy']}"]

    gita.post(url("check", draft), {"guide": "Gita", "learner": "Lena", "hit": chosen})

    assert texts() == ["Whom did you see?", "Mrs. , with Mrs. Abernathy."]


def test_check_shows_what_was_chosen_again_when_something_else_is_missing(bring, gita):
    draft = bring(PATIENT)
    keep = f"keep:{keys(draft)['abernathy']}"

    page = gita.post(url("check", draft), {"hit": ["", keep]})

    assert page.status_code == 422
    assert "Which of these is you? Choose one voice." in page.text
    assert f'<option value="{keep}" selected>' in page.text
    assert page.text.count(" selected>Mask it<") == 1


@pytest.mark.parametrize("sent", ["keep:0000000000000000", "keep:name", "nonsense", ":"])
def test_check_refuses_an_exception_that_is_none(bring, gita, sent):
    draft = bring(PATIENT)

    response = gita.post(url("check", draft), {"guide": "Gita", "learner": "Lena", "hit": sent})

    assert response.status_code == 422
    assert "Choose again what becomes of the texts below." in response.text
    assert Transcript.objects.count() == 0


def test_check_takes_fifteen_hundred_texts(bring, gita):
    seen = "\n\n".join(
        f"Gita: Who?\n\nLena: Medical record number {20_000_000 + 37 * each}."
        for each in range(1500)
    )
    draft = bring(seen)
    first = keys(draft)["20000000"]

    page = gita.get(url("check", draft))
    gita.post(url("check", draft), {"guide": "Gita", "learner": "Lena", "hit": [f"keep:{first}"]})

    assert page.text.count('<select name="hit"') == MOST_SHOWN + 1
    assert "All others of this kind: medical record number" in page.text
    assert len(page.content) < 250_000
    said = texts()[1::2]
    assert said[0] == "Medical record number 20000000."
    assert set(said[1:]) == {"Medical record number [record number]."}


def test_check_takes_out_all_others_of_a_kind_at_once(bring, gita):
    seen = "\n\n".join(
        f"Gita: Who?\n\nLena: Medical record number {20_000_000 + 37 * each}, again."
        for each in range(MOST_SHOWN + 2)
    )

    gita.post(
        url("check", bring(seen)),
        {"guide": "Gita", "learner": "Lena", "hit": "remove:record_number"},
    )

    assert texts()[-3:] == [
        "Medical record number , again.",
        "Who?",
        "Medical record number , again.",
    ]
    assert texts()[1] == "Medical record number [record number], again."


def test_check_leaves_out_whoever_gave_no_consent(bring, gita):
    draft = bring("Gita: One.\n\nIntruder: I walked in.\n\nGita: Two.\n\nLena: Three.")

    gita.post(url("check", draft), {"guide": "Gita", "learner": "Lena"})

    assert texts() == ["One. Two.", "Three."]


def test_check_refuses_one_voice_for_both(bring, gita):
    draft = bring(f"{TALK}\n\nIntruder: I walked in.")

    response = gita.post(url("check", draft), {"guide": "Gita", "learner": "Gita"})

    assert response.status_code == 422
    assert "This voice is already you. Choose the other one." in response.text


@pytest.mark.parametrize(
    ("words", "checked"),
    [
        ("Gita: One.\n\nLena: Two.", [("guide", "Gita"), ("learner", "Lena")]),
        ("Gita: One.\n\nAmara: Two.", [("guide", "Gita")]),
        (
            "Gita: One.\n\nLena: Two.\n\nNurse: Three.",
            [("guide", "Gita"), ("learner", "Lena")],
        ),
        ("Speaker 1: One.\n\nSpeaker 2: Two.", []),
        ("Gita: One.\n\nGita Bose: Two.", []),
    ],
)
def test_check_chooses_the_one_voice_that_bears_a_name(bring, gita, words, checked):
    page = gita.get(url("check", bring(words))).text

    assert CHECKED.findall(page) == checked


def test_check_form_masks_what_is_not_an_exception(cast):
    draft = cast.transcript_draft(cast.pair(), PATIENT)
    talk = draft.to_core()
    form = CheckForm(
        QueryDict("guide=Gita&learner=Lena"),
        talk=talk,
        hits=hits_of(talk.texts, draft.places),
        guide=cast.gita,
        learner=cast.lena,
    )

    assert form.is_valid()
    assert [turn.text for turn in form.to_turns()][1] == "Mrs. [name], with Mrs. [name]."


def test_check_asks_for_the_learner_too_when_there_are_two_voices(bring, gita):
    draft = bring("Gita: One.\n\nAmara: Two.")

    page = gita.get(url("check", draft)).text
    response = gita.post(url("check", draft), {"guide": "Gita"})

    assert "No voice here bears Lena’s name. Only Lena and you gave consent." in page
    assert response.status_code == 422
    assert "Which of these is Lena? Choose one voice." in response.text
    assert Transcript.objects.count() == 0


def test_check_says_nothing_of_names_when_a_voice_bears_it(bring, gita):
    assert "No voice here bears" not in gita.get(url("check", bring(PATIENT))).text


def test_check_shows_the_words_with_what_was_found_marked(bring, gita):
    page = gita.get(url("check", bring(PATIENT))).text

    assert "Read the words" in page
    assert "Mrs. <mark>Okonkwo</mark>, with Mrs. <mark>Abernathy</mark>." in page


def test_check_shows_long_talks_in_parts(bring, gita):
    draft = bring("\n\n".join(f"Gita: Ask {each}.\n\nLena: Say {each}." for each in range(150)))

    part = gita.get(url("check", draft) + "?part=2", headers={"HX-Request": "true"}).text

    assert part.count('<li class="turn">') == 100
    assert "Say 149." in part
    assert "<form" not in part
    assert '<details id="read" open>' in gita.get(url("check", draft) + "?part=2").text


def test_check_masks_what_the_guide_adds_wherever_it_stands(bring, gita):
    draft = bring("Gita: How is old Zed?\n\nLena: ZED is well, zeds  are not. Old\nZed sleeps.")
    sent = {"guide": "Gita", "learner": "Lena", "also": " zed \n\nold   zed\n"}

    gita.post(url("check", draft), sent)

    assert texts() == [
        "How is [masked]?",
        "[masked] is well, zeds are not. [masked] sleeps.",
    ]


def test_check_masks_what_the_guide_adds_though_it_was_to_be_kept(bring, gita):
    draft = bring(PATIENT)
    keep = f"keep:{keys(draft)['abernathy']}"
    sent = {"guide": "Gita", "learner": "Lena", "hit": keep, "also": "Abernathy\nMrs. Okonkwo"}

    gita.post(url("check", draft), sent)

    assert texts() == ["Whom did you see?", "[masked], with Mrs. [masked]."]


def test_check_refuses_words_to_mask_that_stand_nowhere_and_keeps_them(bring, gita):
    sent = {"guide": "Gita", "learner": "Lena", "also": "Okonko"}

    response = gita.post(url("check", bring(PATIENT)), sent)

    assert response.status_code == 422
    assert "“Okonko” stands nowhere in these words. Correct the line." in response.text
    assert "Okonko</textarea>" in response.text
    assert Transcript.objects.count() == 0


def test_check_refuses_more_lines_to_mask_than_anybody_types(bring, gita):
    sent = {"guide": "Gita", "learner": "Lena", "also": "who\n" * 101}

    response = gita.post(url("check", bring(PATIENT)), sent)

    assert "These are 101 lines; at most 100." in response.text
