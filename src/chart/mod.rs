//! The record: who was treated, when, with what, and where every deposit was placed.
//!
//! Values only. Nothing here reads a clock or a file, and nothing here draws. An [`Edit`] is the only way to change a
//! [`Session`], and [`History`] remembers every state it has been in.

mod both_sides;
mod carry;
mod cocktail;
mod content;
mod course;
mod cover;
mod edit;
mod finding;
mod formulary;
mod group;
mod history;
mod import;
mod mark;
mod moment;
mod needle;
mod outcome;
mod protocol;
mod quantity;
mod rebase;
mod rejoin;
mod remark;
mod session;
mod shape;
mod site;
mod size;
mod technique;
mod there;
mod totals;
mod void;

pub use both_sides::{on_both_sides, with_mirror_images};
pub use carry::carried_over;
pub use cocktail::{Amount, Cocktail, Component, Concentration, ConcentrationUnit, Discarded, Letter};
pub use content::{Content, Part};
pub use course::{Allergies, Course, Patient, Sex};
pub use edit::{Change, Edit, EditError, EditKind, EditName};
pub use finding::{COINCIDENT_MM, Finding, Severity, findings};
pub use formulary::{Entry, Formulary, FormularyEdit, Lot, Product, Recipe};
pub use group::{Ground, Group, Laying, Origin, Painted, Placing, Source};
pub use history::History;
pub use import::{Differing, Import, Incoming, IncomingMark, ListFormat, MOST_OFF_MM, OtherBody, Refusal, Taken};
pub use mark::{Deposit, GroupId, Mark, MarkId};
pub use moment::{Moment, NotAMoment};
pub use needle::{Needle, NeedleAngle};
pub use outcome::{
    Asked, Direction, Outcome, OutcomeId, OutcomePlace, Scale, ScaleId, ScaleOption, ScaleUnit, ScaleValues, Scales,
    Threshold, Value,
};
pub use protocol::{
    Dose, Extent, LaidProtocol, Offset, Over, Protocol, ProtocolError, Reference, Spot, Step, StepPlacing, steps_of,
};
pub use quantity::{Angle, Depth, Length, QuantityError, Score, Volume};
pub use rebase::{Rebased, RecordField, Verdict};
pub use rejoin::{Pick, Picks, Rejoin};
pub use remark::{Device, Remark, Remarked};
pub use session::{Details, Session};
pub use shape::{Outline, Path, Shape, ShapeKind, SpotCount, straight_mm};
pub use site::Site;
pub use size::{PatientSize, SizeError};
pub use technique::{
    Aliases, ClinicTechniques, Delivery, Manner, Symbol, Technique, TechniqueChange, TechniqueEdit, TechniqueId,
    Techniques,
};
pub use totals::{Held, Tally, Totals, held};
pub use void::VoidMark;
