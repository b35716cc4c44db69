//! An association with another system: what was agreed to talk about, and questions with their answers (DICOM PS3.7, PS3.8).

use super::line::{Limits, Line};
use super::pdu::{self, Accepted, Command, Part, Piece, Unit, VERIFICATION};
use super::{Destination, Trouble};
use crate::export::dicom::{ENCAPSULATED_PDF, IMPLEMENTATION, IMPLEMENTATION_UID, Object, SECONDARY_CAPTURE, Syntax};

/// An association that is open.
pub(super) struct Association {
    line: Line,
    /// The classes that were asked for, in the order of their contexts.
    classes: &'static [&'static str],
    agreed: Accepted,
    message: u16,
}

/// The number of a context: odd, from 1 on (PS3.8, 9.3.2.2).
fn number(at: usize) -> u8 {
    u8::try_from(2 * at + 1).unwrap_or(u8::MAX)
}

impl Association {
    /// What is asked for to hear whether anybody is there.
    pub(super) const ASKED: [&'static str; 1] = [VERIFICATION];
    /// What is asked for to store objects.
    pub(super) const STORED: [&'static str; 2] = [SECONDARY_CAPTURE, ENCAPSULATED_PDF];

    /// Connects and asks to talk about these classes.
    pub(super) fn open(to: &Destination, classes: &'static [&'static str], limits: Limits) -> Result<Self, Trouble> {
        let mut line = Line::connect(&to.host, to.port, limits)?;
        let contexts: Vec<(u8, &str)> = classes.iter().enumerate().map(|(at, class)| (number(at), *class)).collect();
        let syntaxes = [Syntax::Explicit, Syntax::Implicit].map(Syntax::uid);
        let titles = (to.called.as_str(), to.calling.as_str());
        line.send(&pdu::request(titles, &contexts, &syntaxes, (IMPLEMENTATION_UID, IMPLEMENTATION)))?;
        match line.receive()? {
            Unit::Accepted(agreed) => Ok(Self { line, classes, agreed, message: 0 }),
            Unit::Rejected(why) => Err(Trouble::Rejected(why)),
            Unit::Aborted(why) => Err(Trouble::Aborted(why)),
            Unit::Data(_) | Unit::ReleaseAsked | Unit::Released => Err(Trouble::Nonsense),
        }
    }

    /// Asks for an answer: its status and remark.
    pub(super) fn echo(&mut self) -> Result<(u16, String), Trouble> {
        self.ask(Command::Echo, VERIFICATION, |_| Vec::new())
    }

    /// Has an object stored: the answer's status and remark.
    pub(super) fn store(&mut self, object: &Object) -> Result<(u16, String), Trouble> {
        let instance = object.instance();
        let command = Command::Store { class: object.class(), instance: &instance };
        self.ask(command, object.class(), |syntax| object.encoded(syntax))
    }

    /// The number and syntax of the context of a class.
    fn context(&self, class: &str) -> Result<(u8, Syntax), Trouble> {
        let at = self.classes.iter().position(|asked| *asked == class).ok_or(Trouble::Refused(3))?;
        let agreed = self.agreed.contexts.iter().find(|(context, ..)| *context == number(at));
        match agreed {
            Some((context, 0, syntax)) => {
                let known = [Syntax::Explicit, Syntax::Implicit].into_iter().find(|known| known.uid() == *syntax);
                known.map(|syntax| (*context, syntax)).ok_or(Trouble::Nonsense)
            }
            Some((_, why, _)) => Err(Trouble::Refused(*why)),
            None => Err(Trouble::Refused(1)),
        }
    }

    fn ask(
        &mut self,
        command: Command<'_>,
        class: &str,
        object: impl FnOnce(Syntax) -> Vec<u8>,
    ) -> Result<(u16, String), Trouble> {
        let (context, syntax) = self.context(class)?;
        self.message = self.message.wrapping_add(1);
        self.send(context, Part::Command, &command.encoded(self.message))?;
        let object = object(syntax);
        if !object.is_empty() {
            self.send(context, Part::Data, &object)?;
        }
        pdu::answer(&self.command()?, command, self.message).ok_or(Trouble::Nonsense)
    }

    /// Sends a message in pieces that the other side takes.
    fn send(&mut self, context: u8, part: Part, bytes: &[u8]) -> Result<(), Trouble> {
        /// The bytes around a piece, within what the other side limits.
        const AROUND: usize = 6;
        const LEAST: usize = 1 << 10;
        let most = usize::try_from(self.agreed.most).ok().filter(|most| *most != 0).unwrap_or(MOST_SENT);
        let piece = most.clamp(LEAST, MOST_SENT) - AROUND;
        let count = bytes.len().div_ceil(piece);
        for (at, bytes) in bytes.chunks(piece).enumerate() {
            self.line.send(&pdu::data(context, part, at + 1 == count, bytes))?;
        }
        Ok(())
    }

    /// The next command that arrives, whole.
    fn command(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut command = Vec::new();
        loop {
            let pieces = match self.line.receive()? {
                Unit::Data(pieces) => pieces,
                Unit::Aborted(why) => return Err(Trouble::Aborted(why)),
                Unit::ReleaseAsked => {
                    // It is told that this is heard; there is no answer any more.
                    _ = self.line.send(&pdu::released());
                    return Err(Trouble::Closed);
                }
                Unit::Accepted(_) | Unit::Rejected(_) | Unit::Released => return Err(Trouble::Nonsense),
            };
            for Piece { is_command, is_last, bytes } in pieces {
                command.extend(bytes);
                if !is_command || command.len() > pdu::MOST_COMMAND {
                    _ = self.line.send(&pdu::abort());
                    return Err(Trouble::Nonsense);
                }
                if is_last {
                    return Ok(command);
                }
            }
        }
    }

    /// Ends the association; what was stored stays stored, whatever is heard of that.
    pub(super) fn close(mut self) {
        if self.line.send(&pdu::release()).is_ok() {
            _ = self.line.receive();
        }
    }
}

/// The largest piece that is sent.
const MOST_SENT: usize = 128 << 10;
