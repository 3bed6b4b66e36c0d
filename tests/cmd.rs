//! The real binary, driven from data: `tests/cmd/*` holds arguments, both streams and exit codes.

#[test]
fn commands_print_what_their_files_say() {
    trycmd::TestCases::new()
        // Beside the files of each test, where those of sandboxed ones may be written.
        .env("STARCOACH_HOME", "home")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd");
}
