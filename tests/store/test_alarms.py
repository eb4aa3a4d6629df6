from writethru.model import Alarm
from writethru.store import Store


def test_a_source_is_told_of_once_and_counted_on(tmp_path):
    seen = {("Nordpress", "(3rd LX)"): ("n1", 2), ("Ostpress", "(3rd LX)"): ("o1", 1)}
    with Store(tmp_path) as store:
        first, again = store.alarms.raise_for(seen), store.alarms.raise_for(seen)

        assert first == [Alarm("Nordpress", "(3rd LX)", "n1", 2), Alarm("Ostpress", "(3rd LX)", "o1", 1)]
        assert again == []
        assert [alarm.times for alarm in store.alarms.all()] == [4, 2]


def test_an_alarm_is_one_plain_line():
    assert (
        str(Alarm("", "(3rd LX)", "n1", 1)) == "a source without a name: unknown marker '(3rd LX)' in 1 take, first n1"
    )
