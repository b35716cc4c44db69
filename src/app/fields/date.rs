//! Dates as the language types them, shown back with the month as a word; and the moment at which a session began.

use eframe::egui::{Response, Ui};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use super::super::widgets::caption;
use super::TypedField;
use crate::chart::Moment;
use crate::text::{self, DateFlaw, Texts, long_date};

/// A date that may be left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct DateField(TypedField);

impl DateField {
    /// With a date, or empty.
    pub(in crate::app) fn new(date: Option<Date>, texts: &Texts) -> Self {
        Self(date.map(|date| long_date(date, texts)).unwrap_or_default().into())
    }

    /// Whether nothing stands in it.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.0.text.trim().is_empty()
    }

    /// The date, on any day.
    pub(in crate::app) fn any(&self, texts: &Texts) -> Result<Option<Date>, String> {
        said(text::date(&self.0.text, texts.chosen()), texts)
    }

    /// The date, on which somebody can have been born.
    pub(in crate::app) fn of_birth(&self, texts: &Texts, today: Date) -> Result<Option<Date>, String> {
        said(text::birth_date(&self.0.text, texts.chosen(), today), texts)
    }

    /// The last day of use, for which a month will do, as labels print it.
    pub(in crate::app) fn of_expiry(&self, texts: &Texts) -> Result<Option<Date>, String> {
        said(text::expiry(&self.0.text, texts.chosen()), texts)
    }

    /// The field alone, of a last day of use: what was understood of a month stands in it once it is left.
    pub(in crate::app) fn show_expiry(&mut self, ui: &mut Ui, texts: &Texts, width: f32) -> Response {
        let read = self.of_expiry(texts);
        let response = self.0.show(ui, (width, &texts.get("expiry-hint")), read.as_ref().err());
        if let (true, Ok(Some(day))) = (response.lost_focus(), &read) {
            let day = long_date(*day, texts);
            self.0.text = day;
        }
        response
    }

    /// The field alone, of any other day.
    pub(in crate::app) fn show_day(&mut self, ui: &mut Ui, texts: &Texts, width: f32) -> Response {
        let wrong = self.any(texts).err();
        self.0.show(ui, (width, &texts.get("day-hint")), wrong.as_ref())
    }

    /// The field alone.
    fn show(&mut self, ui: &mut Ui, texts: &Texts, width: f32, why: Option<&String>) -> Response {
        self.0.show(ui, (width, &texts.get("date-hint")), why)
    }

    /// The field under its caption, what it says below it.
    pub(in crate::app) fn in_column(&mut self, ui: &mut Ui, texts: &Texts, label: &str, why: Option<&String>) {
        ui.vertical(|ui| {
            ui.set_width(WIDTH);
            let named = caption(ui, label);
            self.show(ui, texts, WIDTH - 16.0, why).labelled_by(named.id);
            shown_back(ui, texts, self.any(texts).ok().flatten().filter(|_| why.is_none()));
        });
    }

    /// What is to be said of it in red, if anything was typed.
    pub(in crate::app) fn complaint<'a>(&self, why: Option<&'a String>) -> Option<&'a String> {
        self.0.complaint(why)
    }
}

/// Wide enough for the longest month.
const WIDTH: f32 = 150.0;

fn said<T>(read: Result<T, DateFlaw>, texts: &Texts) -> Result<T, String> {
    read.map_err(|flaw| flaw.sentence(texts))
}

/// The date that was understood, in a place that is kept for it so that nothing jumps.
fn shown_back(ui: &mut Ui, texts: &Texts, date: Option<Date>) {
    caption(ui, date.map_or_else(|| " ".to_owned(), |date| long_date(date, texts)));
}

/// When a session began: date and time, whose offset from UTC follows from the clinic's time zone.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Moments {
    date: DateField,
    time: TypedField,
    /// What is recorded so far: it keeps its offset and its seconds as long as date and time aren't changed.
    recorded: Moment,
    zone: TimeZone,
    /// Which of the two hours, where clocks were put back: the one after it or the one before.
    after_change: Option<bool>,
}

/// What date and time mean on the clinic's clock.
enum Clock {
    Once(Offset),
    Twice { before: Offset, after: Offset },
    Never,
}

impl Moments {
    /// With what is recorded so far.
    pub(in crate::app) fn new(recorded: Moment, zone: TimeZone, texts: &Texts) -> Self {
        let time = recorded.civil().strftime("%H:%M").to_string();
        let date = DateField::new(Some(recorded.date()), texts);
        Self { date, time: time.into(), recorded, zone, after_change: None }
    }

    /// The moment, or what is wrong with date and time.
    pub(in crate::app) fn moment(&self, texts: &Texts) -> Result<Moment, [Option<String>; 2]> {
        let date = self.date.any(texts).and_then(|date| date.ok_or_else(|| texts.get("date-missing")));
        let time = text::time(&self.time.text).map_err(|flaw| flaw.sentence(texts));
        let (date, time) = match (date, time) {
            (Ok(date), Ok(time)) => (date, time),
            (date, time) => return Err([date.err(), time.err()]),
        };
        let civil = date.to_datetime(time);
        if self.is_as_recorded(civil) {
            return Ok(self.recorded);
        }
        match (self.clock(civil), self.after_change) {
            (Clock::Once(offset), _) => Ok(Moment::new(civil, offset)),
            (Clock::Twice { before, .. }, Some(false)) => Ok(Moment::new(civil, before)),
            (Clock::Twice { after, .. }, Some(true)) => Ok(Moment::new(civil, after)),
            (Clock::Twice { .. }, None) => Err([None, Some(texts.get("session-time-twice"))]),
            (Clock::Never, _) => Err([None, Some(texts.get("session-time-never"))]),
        }
    }

    /// The minute is what the field shows; a record may hold seconds.
    fn is_as_recorded(&self, civil: DateTime) -> bool {
        let minute = self.recorded.civil().with().second(0).build();
        civil == self.recorded.civil() || minute.is_ok_and(|minute| civil == minute)
    }

    fn clock(&self, civil: DateTime) -> Clock {
        // Before clocks were set by zones, offsets have seconds, which a record can't hold.
        let whole = |offset: Offset| offset.seconds() % 60 == 0;
        match self.zone.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } if whole(offset) => Clock::Once(offset),
            AmbiguousOffset::Fold { before, after } if whole(before) && whole(after) => Clock::Twice { before, after },
            _ => Clock::Never,
        }
    }

    /// Date and time side by side, what they mean below.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, texts: &Texts) {
        let read = self.moment(texts);
        let [date_wrong, time_wrong] = read.clone().err().unwrap_or_default();
        ui.horizontal_top(|ui| {
            self.date.in_column(ui, texts, &texts.get("session-date"), date_wrong.as_ref());
            let (label, size) = (texts.get("session-time"), (70.0, "10:30"));
            super::field_in_column(ui, &label, &mut self.time, size, time_wrong.as_ref());
            ui.vertical(|ui| {
                caption(ui, texts.get("session-offset"));
                ui.add_space(7.0);
                ui.label(read.map_or_else(|_wrong| "–".to_owned(), offset_text));
            });
        });
        // A time that comes twice or never follows from the date, whichever of the two was typed.
        let time_wrong = time_wrong.as_ref().filter(|_| date_wrong.is_none());
        let changed = self.date.complaint(time_wrong).or_else(|| self.time.complaint(time_wrong));
        super::complaints(ui, [self.date.complaint(date_wrong.as_ref()), changed]);
        self.choose_hour(ui, texts);
    }

    /// Where clocks were put back, one hour comes twice: which is it?
    fn choose_hour(&mut self, ui: &mut Ui, texts: &Texts) {
        let (Ok(Some(date)), Ok(time)) = (self.date.any(texts), text::time(&self.time.text)) else { return };
        let civil = date.to_datetime(time);
        if self.is_as_recorded(civil) {
            return;
        }
        let Clock::Twice { before, after } = self.clock(civil) else { return };
        ui.horizontal(|ui| {
            for (choice, offset, key) in
                [(false, before, texts.get("session-before-change")), (true, after, texts.get("session-after-change"))]
            {
                let text = format!("{key} ({})", offset_text(Moment::new(civil, offset)));
                ui.radio_value(&mut self.after_change, Some(choice), text);
            }
        });
    }
}

/// `UTC+02:00`.
fn offset_text(moment: Moment) -> String {
    let text = moment.to_string();
    format!("UTC{}", &text[text.len() - "+02:00".len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Central Europe's rules, whatever the machine knows of zones.
    fn zone() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    fn began(recorded: &str, date: &str, time: &str) -> Moments {
        let mut moments = Moments::new(recorded.parse().unwrap(), zone(), &Texts::english());
        moments.date = DateField(date.to_owned().into());
        moments.time = time.to_owned().into();
        moments
    }

    fn read(date: &str, time: &str) -> Result<String, [Option<String>; 2]> {
        let moments = began("2026-11-02T10:30:00+01:00", date, time);
        moments.moment(&Texts::english()).map(|moment| moment.to_string())
    }

    #[test]
    fn the_offset_follows_from_the_zone_at_that_date() {
        assert_eq!(read("2026-11-02", "09:00").unwrap(), "2026-11-02T09:00:00+01:00");
        assert_eq!(read("2026-07-01", "09:00").unwrap(), "2026-07-01T09:00:00+02:00");
    }

    #[test]
    fn an_hour_that_never_was_is_refused_and_one_that_was_twice_is_asked_about() {
        let texts = Texts::english();
        assert_eq!(read("2026-03-29", "02:30").unwrap_err(), [None, Some(texts.get("session-time-never"))]);
        assert_eq!(read("2026-10-25", "02:30").unwrap_err(), [None, Some(texts.get("session-time-twice"))]);
        let mut moments = began("2026-11-02T10:30:00+01:00", "2026-10-25", "02:30");
        for (choice, text) in [(false, "2026-10-25T02:30:00+02:00"), (true, "2026-10-25T02:30:00+01:00")] {
            moments.after_change = Some(choice);
            assert_eq!(moments.moment(&texts).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_was_recorded_elsewhere_keeps_its_offset_and_seconds_until_it_is_changed() {
        let texts = Texts::english();
        for recorded in ["2026-09-07T10:30:59+09:00", "2026-10-25T02:30:00+01:00"] {
            let moments = Moments::new(recorded.parse().unwrap(), zone(), &texts);
            assert_eq!(moments.moment(&texts).unwrap().to_string(), recorded);
        }
    }
}
