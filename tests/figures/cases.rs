//! What is said instead in an example, and what must then be found in it.

/// The example, what it says, what is said instead, and a part of what is then found.
pub(crate) const CONTRADICTIONS: [(&str, &str, &str, &str); 32] = [
    // The result starts from another baseline.
    ("change-meeting", "from 52 hours to 5", "from 72 hours to 5", "not the baseline"),
    ("slow-dashboard", "from 8-12 seconds down", "from 15-20 seconds down", "not the baseline"),
    ("slow-dashboard", "from 40% to 8%", "from 60% to 8%", "not the baseline"),
    ("painful-deployments", "down from 4-6 hours", "down from 9 hours", "not the baseline"),
    ("late-evening-slot", "from $22,000 to $4,000", "from $32,000 to $4,000", "not the baseline"),
    ("wrong-locker-bank", "from 1,900 to 640", "from 2,900 to 640", "not the baseline"),
    ("donors-who-stayed", "6%, not 22%", "6%, not 32%", "not the baseline"),
    ("freezer-room", "go off nine times", "go off seven times", "not the baseline"),
    ("broken-glasses", "from 71 to 108", "from 81 to 108", "not the baseline"),
    (
        "friday-timesheets",
        "from 11 hours a week to 2",
        "from 15 hours a week to 2",
        "not the baseline",
    ),
    // What was told is told again as another amount.
    ("first-monday-of-fall", "39 of the 97", "39 of the 87", "never told"),
    ("first-monday-of-fall", "All 31 of those", "All 33 of those", "never told"),
    ("loudest-critic-first", "four of the five teams", "four of the six teams", "never told"),
    ("ugliest-component-first", "in the eight weeks", "in the nine weeks", "never told"),
    ("invented-readings", "whether the 83% was", "whether the 88% was", "never told"),
    ("draining-sensors", "all twelve", "all thirteen", "never told"),
    (
        "late-evening-slot",
        "Nine percent of the orders",
        "Seven percent of the orders",
        "never told",
    ),
    // Parts and wholes.
    ("three-for-the-tax-returns", "209 of the 212", "215 of the 212", "larger than its whole"),
    ("three-for-the-tax-returns", "The remaining three", "The remaining five", "remain"),
    ("duplicate-orders", "had three parts", "had four parts", "items follow"),
    ("slow-dashboard", "but six:", "but seven:", "items follow"),
    // The way and the size of a change.
    ("change-meeting", "from 52 hours to 5", "down from 52 hours to 55", "the other way"),
    ("slow-dashboard", "fell from 40% to 8%", "fell from 40% to 48%", "the other way"),
    ("broken-glasses", "up from 71 to 108", "up from 71 to 68", "the other way"),
    ("nineteen-dishes", "is about 25 minutes now", "is 40% shorter, 25 minutes now", "leaves 0.60"),
    (
        "change-meeting",
        "went from 52 hours to 5",
        "went down by 60%, from 52 hours to 5",
        "leaves 0.40",
    ),
    (
        "wrong-locker-bank",
        "were down from 1,900 to 640",
        "were halved, from 1,900 to 640",
        "leaves 0.50",
    ),
    (
        "wrong-locker-bank",
        "down from 1,900 to 640",
        "down by a third, from 1,900 to 640",
        "leaves 0.67",
    ),
    ("broken-glasses", "up from 71 to 108", "twice as fast, up from 71 to 108", "leaves 2.00"),
    // Dates, deadlines and times of day.
    ("signed-door-frames", "on 28 May as promised", "on 8 June as promised", "after the date"),
    (
        "ugliest-component-first",
        "finished in the eight weeks",
        "finished on time, after ten weeks",
        "longer than",
    ),
    (
        "home-before-two",
        "3 hours and 40 minutes earlier",
        "2 hours and 40 minutes earlier",
        "times of day",
    ),
];

/// The example, what it says, and the same or something as true in other words.
pub(crate) const TRUTHS: [(&str, &str, &str); 7] = [
    ("nineteen-dishes", "is about 25 minutes now", "is 50% shorter, 25 minutes now"),
    ("nineteen-dishes", "is about 25 minutes now", "was halved, to 25 minutes now"),
    ("change-meeting", "went from 52 hours to 5", "went down by 90%, from 52 hours to 5"),
    ("wrong-locker-bank", "were down from 1,900 to 640", "were down to a third, from 1,900 to 640"),
    ("signed-door-frames", "on 28 May as promised", "on 31 May as promised"),
    (
        "ugliest-component-first",
        "finished in the eight weeks",
        "finished on time, after seven weeks",
    ),
    ("broken-glasses", "up from 71 to 108", "up by about half, from 71 to 108"),
];
