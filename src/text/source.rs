use std::io::{self, Read};

use super::Fault;

/// The largest draft or pack that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// Reads all of `input`, but refuses what is longer than [`MAX_BYTES`] without reading on.
///
/// # Errors
/// Those of reading; a file over the limit is `FileTooLarge` and says the limit and the cure.
pub fn read_capped(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        let message =
            "larger than 1 MiB, the most that is read at once; split it into smaller files";
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The text of a file of notes: UTF-8, UTF-16 with its mark, or Windows-1252; a byte-order mark is dropped.
///
/// Anything else would come out garbled, so it is refused by name.
///
/// # Errors
/// A [`Fault`] at the first byte that fits none of the three.
pub fn decode(source: &str, bytes: &[u8]) -> Result<String, Fault> {
    let little = (b"\xff\xfe", u16::from_le_bytes as Unit);
    for (mark, unit) in [little, (b"\xfe\xff", u16::from_be_bytes)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let problem = "its mark says UTF-16, but it is not valid UTF-16";
            let text = utf16(rest, unit).ok_or_else(|| broken(source, (1, 1), "", problem))?;
            return without_nul(source, &text).map(|()| text);
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return without_nul(source, text).map(|()| text.to_owned()),
        Err(error) => error,
    };
    if is_windows_1252(bytes) {
        return Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect());
    }
    Err(not_utf8(source, bytes, error.valid_up_to()))
}

/// Refuses a text that holds a NUL, which no text does and no file could be written with again.
fn without_nul(source: &str, text: &str) -> Result<(), Fault> {
    let Some(at) = text.find('\0') else { return Ok(()) };
    let problem = "a NUL byte: this is no text, or UTF-16 without its mark";
    Err(broken(source, Fault::place(text, at), "", problem))
}

/// The text of a file that must be UTF-8 (packs and the coach's own drafts), its byte-order mark dropped.
///
/// # Errors
/// A [`Fault`] at the first byte that is not UTF-8.
pub(super) fn decode_utf8<'b>(source: &str, bytes: &'b [u8]) -> Result<&'b str, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| not_utf8(source, bytes, error.valid_up_to()))
}

/// Reads two bytes as a number, whichever comes first.
type Unit = fn([u8; 2]) -> u16;

fn utf16(bytes: &[u8], unit: Unit) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks();
    let text = char::decode_utf16(pairs.iter().copied().map(unit)).collect::<Result<_, _>>();
    text.ok().filter(|_| rest.is_empty())
}

/// The character of a byte in Windows-1252: Latin-1, but for the 32 that are controls there (WHATWG's index
/// windows-1252). A table of our own, since a decoder of every encoding takes 150 KB of the program.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}

/// Whether bytes that are not UTF-8 read as Windows-1252 prose: no bytes that this encoding leaves
/// undefined, no control characters, and few bytes outside ASCII, each beside an ASCII neighbour.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let undefined = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0x7f);
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t');
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let runs = bytes.windows(3).filter(|three| three.iter().all(|byte| *byte >= 0x80)).count();
    !bytes.iter().any(|byte| undefined(byte) || control(byte))
        && high * 10 <= bytes.len()
        && runs == 0
}

fn not_utf8(source: &str, bytes: &[u8], valid_up_to: usize) -> Fault {
    let before = String::from_utf8_lossy(&bytes[..valid_up_to]);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let problem = format!("byte 0x{:02X} is not UTF-8", bytes[valid_up_to]);
    let line = before[line_start..].to_owned();
    broken(source, Fault::place(&before, before.len()), &line, &problem)
}

fn broken(source: &str, (line, column): (usize, usize), excerpt: &str, problem: &str) -> Fault {
    Fault {
        source: source.to_owned(),
        line,
        column,
        excerpt: excerpt.to_owned(),
        problem: problem.to_owned(),
        cure: "save the file as UTF-8".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, decode, read_capped};

    #[test]
    fn utf8_utf16_and_windows_1252_come_out_alike() {
        let text = "déjà vu – 5 €";
        let little: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let big: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        let marked = format!("\u{feff}{text}");
        let windows = b"Some plain words come first, then: d\xe9j\xe0 vu \x96 5 \x80";
        assert_eq!(decode("f", text.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode("f", marked.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode("f", &little).as_deref(), Ok(text));
        assert_eq!(decode("f", &big).as_deref(), Ok(text));
        assert!(decode("f", windows).is_ok_and(|decoded| decoded.ends_with(text)));
        let quoted = b"I asked the people at the plant \x93why?\x94 and each of them said \x91later\x92\x85 \
            so I went there myself. \xa9 \xff \x9f";
        let expected = "I asked the people at the plant “why?” and each of them said ‘later’… \
            so I went there myself. © ÿ Ÿ";
        assert_eq!(decode("f", quoted).as_deref(), Ok(expected));
    }

    #[test]
    fn other_bytes_are_refused_with_the_place() {
        let fault =
            decode("notes.txt", b"line one\nab\x81cd").expect_err("0x81 is in neither encoding");
        assert_eq!((fault.line, fault.column), (2, 3));
        assert!(fault.problem.contains("0x81"), "{fault}");
        let binary = decode("a.png", b"\x89PNG\r\n\x1a\n\0\0").expect_err("a picture");
        assert!(binary.cure.contains("UTF-8"), "{binary}");
        for broken in [&b"\xff\xfea"[..], b"\xff\xfe\x00\xd8a\0"] {
            let fault = decode("f", broken).expect_err("half a character");
            assert!(fault.problem.contains("UTF-16"), "{fault}");
        }
        for nul in [&b"a\0b\0"[..], b"\xff\xfea\0\0\0", b"\xfe\xff\0a\0\0"] {
            let fault = decode("f", nul).expect_err("no text");
            assert!(fault.problem.contains("NUL") && fault.line == 1, "{fault}");
        }
    }

    #[test]
    fn one_byte_over_the_limit_is_refused_and_the_limit_itself_is_read() {
        assert_eq!(
            read_capped(&vec![b'a'; MAX_BYTES][..]).map(|bytes| bytes.len()).ok(),
            Some(MAX_BYTES)
        );
        let error = read_capped(&vec![b'a'; MAX_BYTES + 1][..]).expect_err("too large");
        assert!(error.to_string().contains("1 MiB"), "{error}");
    }
}
