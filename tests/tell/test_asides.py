"""Where a page or a programme speaks of itself, and not of the news."""

import pytest

from writethru.tell.asides import is_aside


@pytest.mark.parametrize(
    "words",
    [
        "The views expressed by columnists are their own.",
        "This article was first published in the Vell Post.",
        "Ida Moor contributed to this report from Harn.",
        "Ida Moor is a columnist for the Vell Post and the mother of two.",
        "Ida Moor is a professor of navigation at the University of Orra.",
        "Sign up for our newsletter.",
        "Here's what to know about the ferry.",
        "The fares rise in May; here’s how to pay them.",
        "As you can see in the map above, the ferry turned north.",
        "Radio Vell's Ida Moor has more from Harn.",
        "Ferries wait at Harn, Orra, on Monday, May 4, 2026, after the storm.",
        "The mayor, Ida Moor (L), speaks to pilots at the quay in Harn.",
        "ANALYSIS/OPINION:",
        "Ida Moor confers with pilots on March 14 at the Harn quay.",
        "Damage to a crane in Harn, N.O., May 4, 2026.",
        "JUST WATCHED Pilots return to Harn Replay More Videos ...",
        "The ferry, at left, and the quay of Harn wait for the pilots.",
        "The ferry is late again pic.twitter.com/vell",
        "Join Vell Post VIP and use the promo code FERRY to get 25% off!",
        "From the Vell Post, I’m Ida Moor.",
        "Below is a small sample of the fares.",
        "Add Harn Ferries as an interest to stay up to date on the latest news from the harbor.",
        "Latest:",
        "Let's take the next few minutes to check what the board says of its fares.",
        "Pilot Ida Moor, of the harbor board of Harn, takes a last walk at the eastern quay, May 4, 2031.",
    ],
)
def test_a_page_speaks_of_itself(words):
    assert is_aside(words, "en")


@pytest.mark.parametrize(
    "words",
    [
        "The report was published on Monday by the harbor board.",
        "Moor contributed to the campaign of her sister.",
        "Tap water in Harn is safe again, the city said.",
        "Two drownings were reported from Harn.",
        "The song, written by Moor in 2004, won the prize.",
        "Views of the sea are rare in Harn.",
        "Ida Moor conferred with pilots on March 14 at the Harn quay.",
        "Moor, 52, who was born in Harn, is the mayor of the city.",
    ],
)
def test_news_is_none(words):
    assert not is_aside(words, "en")


def test_other_languages_have_no_list():
    assert not is_aside("Sign up for our newsletter.", "nb")
