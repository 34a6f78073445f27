//! How far git is with what it receives: read from its standard error, which it writes for people.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

/// Most bytes of standard error that are read.
const MOST: usize = 256 * 1024;

/// Hears how many objects have come and how many there are; of both the same when it is over, however it ended.
#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(u64, u64) + Send + Sync>);

impl Progress {
    /// Calls `hear` from the thread that listens to git.
    pub fn new(hear: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hear))
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

/// Reads a stream to its end and returns what it said, without the lines that a terminal would have overwritten.
pub(crate) fn listen(
    mut stream: impl Read,
    progress: Option<&Progress>,
) -> std::io::Result<Vec<u8>> {
    let (mut said, mut line) = (Vec::new(), Vec::new());
    let mut told = None;
    let mut chunk = [0; 4096];
    let mut read = 0;
    while read < MOST {
        let size = stream.read(&mut chunk)?;
        if size == 0 {
            break;
        }
        read += size;
        for byte in &chunk[..size] {
            if !matches!(byte, b'\r' | b'\n') {
                line.push(*byte);
                continue;
            }
            let numbers = received(&line);
            if let (Some((done, total)), Some(Progress(hear))) = (numbers, progress) {
                hear(done, total);
                told = numbers;
            } else if numbers.is_none() && *byte == b'\n' {
                said.append(&mut line);
                said.push(b'\n');
            }
            line.clear();
        }
    }
    said.append(&mut line);
    if let (Some((done, total)), Some(Progress(hear))) = (told, progress)
        && done < total
    {
        hear(total, total);
    }
    Ok(said)
}

/// Reads `Receiving objects:  42% (420/1000), 1.20 MiB | 3.00 MiB/s`. What the remote itself says begins with
/// `remote:`, and none of it counts.
fn received(line: &[u8]) -> Option<(u64, u64)> {
    let line = std::str::from_utf8(line).ok()?;
    let (_, rest) = line.strip_prefix("Receiving objects:")?.split_once('(')?;
    let (done, total) = rest.split_once(')')?.0.split_once('/')?;
    let (done, total) = (done.parse().ok()?, total.parse().ok()?);
    (done <= total).then_some((done, total))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn heard(stream: &str) -> (Vec<(u64, u64)>, String) {
        let all = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&all);
        let progress = Progress::new(move |done, total| hears.lock().unwrap().push((done, total)));
        let said = listen(stream.as_bytes(), Some(&progress)).unwrap();
        let heard = all.lock().unwrap().clone();
        (heard, String::from_utf8(said).unwrap())
    }

    #[test]
    fn the_numbers_are_told_and_the_words_kept() {
        let (numbers, said) = heard(
            "remote: Counting objects:  50% (1/2)\rremote: Counting objects: 100% (2/2), done.\n\
             Receiving objects:   0% (1/200)\rReceiving objects:  50% (100/200), 1.2 MiB | 3 MiB/s\r\
             Receiving objects: 100% (200/200), done.\nfatal: index-pack failed\n",
        );
        assert_eq!(numbers, [(1, 200), (100, 200), (200, 200)]);
        assert_eq!(said, "remote: Counting objects: 100% (2/2), done.\nfatal: index-pack failed\n");
    }

    #[test]
    fn a_remote_cannot_say_how_far_we_are() {
        let lies = "remote: Receiving objects: 99% (99/100)\rReceiving objects: 9% (x/y)\r\
                    Receiving objects: 200% (2/1)\r";
        assert_eq!(heard(lies), (Vec::new(), String::new()));
    }

    #[test]
    fn one_that_breaks_off_is_over_too() {
        assert_eq!(
            heard("Receiving objects:  1% (2/200)\rfatal: early EOF"),
            (vec![(2, 200), (200, 200)], "fatal: early EOF".to_owned())
        );
    }

    #[test]
    fn a_stream_without_an_end_is_left() {
        let endless = std::io::repeat(b'x');
        let said = listen(endless, None).unwrap();
        assert_eq!(said.len(), MOST);
    }
}
