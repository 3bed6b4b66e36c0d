//! Questions, their example answers and the words of the tips, from YAML packs.
