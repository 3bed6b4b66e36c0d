//! Answers with something to say against them.

/// As people write them in Markdown; characters of one, two and four bytes before the quoted words.
pub(crate) const STORY: &str = include_str!("story.md");

/// Another one, with other findings.
pub(crate) const OTHER: &str = "# Tell me about a deadline

## Situation

The fair was in a week, and half of the stand was still in the workshop of the joiner.

## Task

I had to have all of it up in time.

## Action

I replaced the joiner, painted the boards with two friends on two nights, and drove them over.

## Result

The stand stood on the day, and we sold all that we had brought.
";

/// The coach's own form; the words of the first attempt stand in the second as well.
pub(crate) const KEPT: &str = include_str!("story.yaml");

/// Labels that run into their text.
pub(crate) const PLAIN: &str = "Q: Tell me about a problem you solved
Situation: Our checkout took 8 seconds, and customers left.
Task: I had to find out why within three weeks.
Action: I investigated the issue. I worked hard on the price service, and then I batched its queries for all of the baskets of our customers.
Result: The checkout got much faster, and the customers were very happy.
";
