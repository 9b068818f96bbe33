"""What may be sent, what became of it, and who is told: the books of the outbox, on both kinds of databases."""

import threading
from pathlib import Path

import pytest
from sqlmodel import select

from conversations.dialogue.phrasebook import Text
from conversations.dialogue.phrases import say
from conversations.dialogue.turn import desk_for
from conversations.records.couples import ChatState, Couple
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import LEASE, Claim, Document, Message, Parcel, Ready, Urgency
from conversations.records.partners import Partner, find_partner
from conversations.records.sealing import person
from scheduler.arrivals import note_arrivals
from scheduler.claims import claim_due, claim_of, release, take_over
from scheduler.errands import Arrived, Moved, Outcome, Refused, TryLater, Unreachable, Unsure
from scheduler.settling import lapse, open_parcel, settle
from tests.scheduler.outbox import known, put, row, states, waiting
from tests.stage import GROUP, Phone, Stage, paired


@pytest.fixture
def aki(stage: Stage) -> Phone:
    return stage.person("Aki", "ja")


@pytest.fixture
def mika(stage: Stage) -> Phone:
    return stage.person("Mika", "en")


def claims(stage: Stage, limit: int = 10, besides: tuple[int, ...] = ()) -> list[Claim]:
    with transaction(stage.engine) as session:
        return claim_due(session, stage.now, limit, besides)


def opened(stage: Stage, one: Ready) -> Parcel:
    found = one if isinstance(one, Parcel) else looked_into(stage, one)
    assert isinstance(found, Parcel)
    return found


def looked_into(stage: Stage, claim: Claim) -> Parcel | tuple[Ready, ...]:
    with transaction(stage.engine) as session:
        return open_parcel(session, stage.attune, claim, stage.now)


def settled(stage: Stage, claim: Claim, outcome: Outcome) -> tuple[Ready, ...]:
    with transaction(stage.engine) as session:
        return settle(session, stage.attune, claim, stage.now, outcome)


def tried(stage: Stage, one: Ready, outcome: Outcome) -> tuple[Ready, ...]:
    return settled(stage, opened(stage, one).claim, outcome)


def told(stage: Stage, phone: Phone) -> list[str]:
    stage.deliver()
    return phone.texts


def test_only_the_oldest_message_of_each_chat_is_claimed(stage: Stage, aki: Phone, mika: Phone) -> None:
    first, second, other = put(aki, "one"), put(aki, "two"), put(mika, "three")
    assert [one.epoch for one in (first, second, other)] == [1, 0, 1]  # born claimed, unless something waits
    assert claims(stage) == []
    stage.now += LEASE
    assert claims(stage) == [Claim(first.delivery_id, 2), Claim(other.delivery_id, 2)]
    assert claims(stage) == []


def test_an_answer_is_claimed_before_questions_that_were_due_earlier(stage: Stage, mika: Phone) -> None:
    for number in range(3):
        tried(
            stage, put(stage.person(f"Person {number}", "en"), "How was today?", Urgency.PROMPT), TryLater(0)
        )
    answer = put(mika, "Here is the menu.", Urgency.ANSWER)
    tried(stage, answer, TryLater(0, refused=True))

    assert [claim.delivery_id for claim in claims(stage, limit=1)] == [answer.delivery_id]


def test_a_question_with_an_answer_behind_it_is_claimed_before_the_others(stage: Stage, mika: Phone) -> None:
    for number in range(3):
        tried(
            stage, put(stage.person(f"Person {number}", "en"), "How was today?", Urgency.PROMPT), TryLater(0)
        )
    question = put(mika, "How was today?", Urgency.PROMPT)
    put(mika, "Here is the menu.", Urgency.ANSWER)
    tried(stage, question, TryLater(0))

    assert [claim.delivery_id for claim in claims(stage, limit=1)] == [question.delivery_id]
    assert len(claims(stage)) == 3


def test_a_claim_takes_no_more_than_asked_for_and_leaves_what_is_in_hand(
    stage: Stage, aki: Phone, mika: Phone
) -> None:
    first, other = put(aki, "one"), put(mika, "two")
    stage.now += LEASE
    assert claims(stage, besides=(first.delivery_id,)) == [Claim(other.delivery_id, 2)]
    assert claims(stage, limit=1) == [Claim(first.delivery_id, 2)]


def test_what_arrived_is_forgotten_and_the_next_follows_at_once(stage: Stage, aki: Phone) -> None:
    first, second = put(aki, "one"), put(aki, "two")
    assert opened(stage, first).message.text.text == "one"
    assert settled(stage, first, Arrived(77)) == (Claim(second.delivery_id, 1),)
    sent = row(stage, first)
    assert (sent.state, sent.body, sent.sent_message_id, sent.sent_at) == ("sent", b"", 77, stage.now)


def test_many_that_arrived_are_noted_together_each_with_what_follows_it(
    stage: Stage, aki: Phone, mika: Phone
) -> None:
    noa = stage.person("Noa", "en")
    first = [opened(stage, put(phone, "one")).claim for phone in (aki, mika, noa)]
    second = put(mika, "two")
    stage.wait(minutes=2)
    taken_over = claims(stage, besides=(first[0].delivery_id, first[1].delivery_id))

    with transaction(stage.engine) as session:
        found = note_arrivals(session, [(claim, 7) for claim in first], stage.now)

    assert [claim.delivery_id for claim in taken_over] == [first[2].delivery_id]
    assert [[claim_of(one).delivery_id for one in ready] for ready in found] == [[], [second.delivery_id], []]
    assert states(stage) == ["sent", "sent", "pending", "pending"]


def test_a_claim_that_somebody_took_over_changes_nothing(stage: Stage, aki: Phone) -> None:
    claim = put(aki, "one")
    opened(stage, claim)
    stage.now += LEASE
    (newer,) = claims(stage)
    before = row(stage, claim).model_dump()
    assert settled(stage, claim, Arrived(77)) == ()
    assert looked_into(stage, claim) == ()
    assert row(stage, claim).model_dump() == before
    assert opened(stage, newer).message.text.text.endswith("one")


def test_a_refusal_for_now_holds_up_its_own_chat_alone(stage: Stage, aki: Phone, mika: Phone) -> None:
    first = put(aki, "one")
    put(aki, "two")
    assert tried(stage, first, TryLater(30)) == ()
    put(mika, "three")
    stage.wait(seconds=29)
    assert claims(stage) == []
    stage.wait(seconds=1)
    assert claims(stage) == [Claim(first.delivery_id, 2)]
    assert waiting(stage)[0] == ("pending", "relay", 0)


def test_a_lost_answer_is_tried_twice_more_and_each_repeat_says_so(
    stage: Stage, aki: Phone, mika: Phone
) -> None:
    claim = put(aki, "水をください", author=mika)
    texts = []
    for _ in range(3):
        texts.append(opened(stage, claim).message.text.text)
        settled(stage, claim, Unsure("ReadTimeout"))
        stage.wait(seconds=20)
        claim = next(iter(claims(stage)), claim)
    note = "届いていないかもしれないので、もう一度お送りします。\n\n"
    assert texts == ["水をください", note + "水をください", note + "水をください"]
    assert states(stage)[0] == "unconfirmed"
    assert told(stage, mika) == ["I'm not sure that arrived. Please look before sending it again."]
    assert aki.texts == []


def test_a_file_that_may_have_arrived_comes_again_as_a_file(stage: Stage, aki: Phone) -> None:
    document = Document("attune-Aki.json", "application/json", "{}")
    with transaction(stage.engine) as session:
        reader = known(session, aki)
        desk = desk_for(session, stage.now, stage.attune)
        desk.post(reader, Message(Text("読む"), document=document))
        [parcel] = desk.ready
    settled(stage, claim_of(parcel), Unsure("ServerDisconnectedError"))
    stage.wait(seconds=4)
    [again] = claims(stage)
    assert opened(stage, again).message == Message(
        Text("届いていないかもしれないので、もう一度お送りします。\n\n読む"), document=document
    )


@pytest.mark.parametrize("urgency", [Urgency.PROMPT, Urgency.NOTICE])
def test_a_question_or_notice_that_may_have_arrived_is_not_repeated(
    stage: Stage, aki: Phone, urgency: Urgency
) -> None:
    tried(stage, put(aki, "今日はどうでしたか？", urgency), Unsure("ReadTimeout"))
    assert waiting(stage) == [("unconfirmed", urgency, 1)]


def test_a_crash_before_sending_costs_nothing(stage: Stage, aki: Phone) -> None:
    put(aki, "今日はどうでしたか？", Urgency.PROMPT)  # claimed, and its process dies
    stage.now += LEASE
    (claim,) = claims(stage)
    assert opened(stage, claim).message.text.text == "今日はどうでしたか？"


def test_a_crash_while_sending_counts_as_a_lost_answer(stage: Stage, aki: Phone) -> None:
    prompt = put(aki, "今日はどうでしたか？", Urgency.PROMPT)
    opened(stage, prompt)  # and its process dies
    stage.now += LEASE
    (claim,) = claims(stage)
    assert looked_into(stage, claim) == ()
    assert waiting(stage) == [("unconfirmed", "prompt", 1)]


def test_an_edit_may_be_repeated_without_saying_so(stage: Stage, aki: Phone) -> None:
    claim = put(aki, "できました。", edits=5)
    for _ in range(5):
        assert opened(stage, claim).message.text.text == "できました。"
        stage.now += LEASE
        (claim,) = claims(stage)


def test_who_cannot_be_reached_is_remembered_and_the_author_told_neutrally(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = len(mika.texts)
    tried(stage, put(aki, "水をください", author=mika), Unreachable("Forbidden"))
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, aki.telegram_id)
        assert found is not None
        assert found.unreachable_since == stage.now
    assert told(stage, mika)[before:] == ["That can't be delivered right now. Nothing was sent."]


def test_a_shared_chat_without_attune_is_not_written_to_any_more(stage: Stage) -> None:
    aki, mika = paired(stage)
    with transaction(stage.engine) as session:
        pair = session.exec(select(Couple)).one()
        author = session.exec(select(Partner).where(Partner.language == "en")).one()
        desk = desk_for(session, stage.now, stage.attune)
        desk.to_both(pair, say("dialogue.closed.text"), author=author)
        (parcel,) = desk.ready
    tried(stage, parcel, Unreachable("Forbidden"))
    with transaction(stage.engine) as session:
        assert session.exec(select(Couple)).one().chat_state == ChatState.GONE
    assert told(stage, mika)[-1] == "That can't be delivered right now. Nothing was sent."
    assert aki.sees != "いまは届けられませんでした。何も送られていません。"


def test_a_group_that_became_another_takes_everything_along(stage: Stage) -> None:
    paired(stage)
    new = -100_2000
    with transaction(stage.engine) as session:
        pair = session.exec(select(Couple)).one()
        desk = desk_for(session, stage.now, stage.attune)
        for _ in range(2):
            desk.to_both(pair, say("dialogue.closed.text"))
        (parcel,) = desk.ready
    assert isinstance(parcel, Parcel)
    (again,) = settled(stage, parcel.claim, Moved(new))
    assert again == Claim(parcel.claim.delivery_id, 2)
    assert opened(stage, again).chat_id == new
    (second,) = settled(stage, again, Arrived(1))
    assert opened(stage, second).chat_id == new
    assert GROUP != new


def test_a_mistake_of_ours_ends_and_is_loud(
    stage: Stage, aki: Phone, mika: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    claim = put(aki, "秘密のことば", author=mika)
    tried(stage, claim, Refused("Button_data_invalid"))
    assert states(stage)[0] == "dead"
    (loud,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert loud.getMessage() == (
        f"Telegram refused delivery {claim.delivery_id}, a mistake of ours: Button_data_invalid"
    )
    assert "秘密" not in caplog.text


def test_what_nobody_could_send_in_its_time_is_not_sent(stage: Stage, aki: Phone, mika: Phone) -> None:
    claim, second = put(aki, "水をください", author=mika), put(aki, "二つめ", author=mika)
    stage.wait(days=7)
    with transaction(stage.engine) as session:
        lapse(session, stage.attune, stage.now, 10)
    assert states(stage)[:2] == ["dead", "dead"]
    assert told(stage, mika) == ["That can't be delivered right now. Nothing was sent."] * 2
    assert looked_into(stage, claim) == looked_into(stage, second) == ()


def test_words_whose_key_is_destroyed_are_not_sent(stage: Stage, aki: Phone) -> None:
    claim = put(aki, "水をください")
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, aki.telegram_id)
        assert found is not None
        stage.attune.sealer.forget(session, person(found.id))
    assert looked_into(stage, claim) == ()
    assert states(stage) == ["dead"]


def test_what_was_claimed_and_not_begun_is_free_again(stage: Stage, aki: Phone) -> None:
    claim = put(aki, "one")
    with transaction(stage.engine) as session:
        release(session, [claim], stage.now)
    assert claims(stage) == [Claim(claim.delivery_id, 2)]


def test_four_workers_claim_everything_once(tmp_path: Path) -> None:
    """SQLite ignores SKIP LOCKED in silence: without a write lock from the start this finds duplicates."""
    workers_claim_everything_once(Stage(open_database(f"sqlite:///{tmp_path}/outbox.db")))


@pytest.mark.postgres
def test_four_workers_claim_everything_once_on_postgresql(postgres_schema: str) -> None:
    workers_claim_everything_once(Stage(open_database(postgres_schema)))


def workers_claim_everything_once(stage: Stage) -> None:
    people = [stage.person(f"P{number}", "en") for number in range(40)]
    for phone in people * 2:
        put(phone, "hello")
    stage.now += LEASE
    found: list[Ready] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        while batch := claims(stage, limit=3):
            found.extend(batch)
            for claim in batch:
                opened(stage, claim)
                found.extend(settled(stage, claim, Arrived(1)))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    first = [claim_of(claim).delivery_id for claim in found]
    assert sorted(first) == sorted(set(first))
    assert len(first) == 80
    stage.engine.dispose()


def test_who_has_the_file_alone_goes_on_at_once_with_what_another_had_in_hand(stage: Stage) -> None:
    aki, mika, noa = (stage.person(*who) for who in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en")))
    taken, later = put(aki, "one"), put(mika, "two")
    tried(stage, later, TryLater(3600))
    put(noa, "three")
    put(noa, "four")
    assert claims(stage) == []
    with transaction(stage.engine) as session:
        take_over(session, stage.now)
    again = [row(stage, claim) for claim in claims(stage)]
    assert [(one.id, one.epoch) for one in again] == [(taken.delivery_id, 2), (taken.delivery_id + 2, 2)]
