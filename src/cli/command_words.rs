//! Another program and its arguments, as somebody wrote them in a variable or an option.

use shell_words::ParseError;

/// The words of `command`, split as a shell would but run by none, as git does.
///
/// # Errors
/// When a quote is not closed.
pub(crate) fn command_words(command: &str) -> Result<Vec<String>, ParseError> {
    split(command, cfg!(windows))
}

/// On Windows a backslash stands between folders and escapes nothing.
fn split(command: &str, windows: bool) -> Result<Vec<String>, ParseError> {
    if windows {
        shell_words::split(&command.replace('\\', "\\\\"))
    } else {
        shell_words::split(command)
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_backslash_escapes_only_where_it_parts_no_folders() {
        let cases = [
            ("a 'b c'", false, vec!["a", "b c"]),
            (r"a\ b c", false, vec!["a b", "c"]),
            (r"C:\bin\edit.exe -n", true, vec![r"C:\bin\edit.exe", "-n"]),
            (r#""C:\my bin\edit.exe" -n"#, true, vec![r"C:\my bin\edit.exe", "-n"]),
        ];
        for (command, windows, words) in cases {
            assert_eq!(split(command, windows).expect("words"), words, "{command}");
        }
        assert!(split("a 'b", false).is_err());
    }
}
