//! What can be asked for on the command line, as clap reads it; the words of the help are in `help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::chart::Differing;
use crate::compare::Options;
use crate::export::dicom::USUAL_DPI;
use crate::export::{Fineness, USUAL_TEMPLATE};
use crate::geom::Vec2;
use crate::scene::sheet::{Arrangement, Sheet};

#[derive(Debug, Parser)]
#[command(name = "mesomap", bin_name = "mesomap", version = crate::VERSION, args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    #[command(flatten)]
    pub(super) opening: Opening,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// What opens an encrypted library. A passphrase itself is no argument: other users of the machine could read it.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Opening {
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "passphrase_file")]
    pub(super) identity: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Export(Export),
    Compare(Compare),
    Dicom(Dicom),
    Send(Send),
    Fhir(Fhir),
    Drop(Drop),
    Echo {
        #[arg(long, value_name = "TITLE@HOST:PORT")]
        to: String,
        #[arg(long, value_name = "TITLE")]
        from: Option<String>,
    },
    Check {
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    Marks(Marks),
    Import(Import),
    Find(Find),
    Course(Course),
    Verify(Verify),
    Prove {
        #[arg(value_name = "PATIENT_FOLDER")]
        patient: PathBuf,
        #[arg(short, long = "output", value_name = "FILE")]
        output: PathBuf,
    },
    CheckProof {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(value_name = "PATIENT_FOLDER")]
        patient: Option<PathBuf>,
        #[arg(long, value_name = "CHECKPOINT")]
        against: Option<PathBuf>,
    },
    Erase(Erase),
    Encrypt(Encrypt),
    ExportPlain {
        #[arg(value_name = "LIBRARY")]
        library: PathBuf,
        #[arg(value_name = "NEW_FOLDER")]
        folder: PathBuf,
    },
    Bundle(MakeBundle),
    Unbundle(Unbundle),
    Views,
    Serve(Serve),
    Regions {
        #[arg(long)]
        json: bool,
    },
}

/// What goes into a bundle, and where that goes.
#[derive(Debug, Args)]
pub(super) struct MakeBundle {
    #[arg(value_name = "FOLDER")]
    pub(super) path: PathBuf,
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: PathBuf,
    #[arg(long)]
    pub(super) encrypt: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) author: String,
    #[arg(long)]
    pub(super) force: bool,
}

/// A bundle, and what becomes of it.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("done").required(true).args(["into", "list"])))]
pub(super) struct Unbundle {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long, value_name = "FOLDER")]
    pub(super) into: Option<PathBuf>,
    #[arg(long)]
    pub(super) list: bool,
    #[arg(long, requires = "into")]
    pub(super) accept_patient: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) bundle_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME", default_value = "", requires = "into")]
    pub(super) author: String,
}

/// One question about a library.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("asked").required(true).args(["lot", "overdue", "substance"])))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Find {
    #[arg(value_name = "LIBRARY")]
    pub(super) library: PathBuf,
    #[arg(long, value_name = "LOT")]
    pub(super) lot: Option<String>,
    #[arg(long)]
    pub(super) overdue: bool,
    #[arg(long, value_name = "NAME")]
    pub(super) substance: Option<String>,
    #[arg(long, value_name = "DATE", requires = "overdue")]
    pub(super) on: Option<String>,
    #[arg(long, value_name = "ID", requires = "substance")]
    pub(super) region: Option<String>,
    #[arg(long, value_name = "SIDE", value_enum, requires = "substance")]
    pub(super) side: Option<FindSide>,
    #[arg(long, conflicts_with = "overdue")]
    pub(super) exact: bool,
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
    #[arg(long)]
    pub(super) json: bool,
}

/// What is shown of a course.
#[derive(Debug, Args)]
pub(super) struct Course {
    #[arg(value_name = "COURSE")]
    pub(super) folder: PathBuf,
    #[arg(long = "view", value_name = "VIEW", num_args = 1)]
    pub(super) views: Vec<String>,
    #[arg(long, value_name = "QUANTITY", default_value = "mL")]
    pub(super) heat: String,
    #[arg(long, value_name = "MM", default_value_t = 10.0)]
    pub(super) width: f32,
    #[arg(long, conflicts_with_all = ["json", "output"])]
    pub(super) csv: bool,
    #[arg(long, conflicts_with = "output")]
    pub(super) json: bool,
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) picture: Picture,
}

/// The patient's side.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FindSide {
    Left,
    Right,
    Midline,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    #[arg(value_name = "LIBRARY")]
    pub(super) library: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(super) against: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) save_checkpoint: Option<PathBuf>,
    #[arg(long)]
    pub(super) checkpoint: bool,
    #[arg(long)]
    pub(super) trust: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) stamp_request: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) stamp_token: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Erase {
    #[arg(value_name = "PATIENT_FOLDER")]
    pub(super) patient: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) author: String,
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct Encrypt {
    #[arg(value_name = "LIBRARY")]
    pub(super) library: PathBuf,
    #[arg(value_name = "NEW_FOLDER")]
    pub(super) folder: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) key_file: Option<PathBuf>,
    #[arg(long = "recipient", value_name = "AGE1…")]
    pub(super) recipients: Vec<String>,
}

/// Sessions of which something is made only where that is asked for.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Accepted {
    #[arg(long = "accept-newer")]
    pub(super) newer: bool,
    #[arg(long = "accept-void")]
    pub(super) void: bool,
    #[arg(long = "accept-forked")]
    pub(super) forked: bool,
}

#[derive(Debug, Args)]
pub(super) struct Marks {
    #[arg(value_name = "SESSION")]
    pub(super) session: PathBuf,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = ["en", "fr"])]
    pub(super) language: String,
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Import {
    #[arg(value_name = "SESSION")]
    pub(super) session: PathBuf,
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long, conflicts_with_all = ["theirs", "new"])]
    mine: bool,
    #[arg(long, conflicts_with = "new")]
    theirs: bool,
    #[arg(long)]
    new: bool,
    #[arg(long)]
    pub(super) accept_foreign: bool,
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) author: String,
    #[command(flatten)]
    pub(super) next: NextMark,
}

impl Import {
    /// What becomes of marks that are in the session otherwise.
    pub(super) fn differing(&self) -> Differing {
        match (self.theirs, self.new) {
            (true, _) => Differing::Theirs,
            (_, true) => Differing::New,
            // What is asked for is also what happens unasked.
            _ => Differing::Mine,
        }
    }
}

/// What is deposited where a file says no more than where.
#[derive(Debug, Args)]
pub(super) struct NextMark {
    #[arg(long, value_name = "ID")]
    pub(super) technique: Option<String>,
    #[arg(long, value_name = "MM")]
    pub(super) depth: Option<f64>,
    #[arg(long, value_name = "LETTER")]
    pub(super) cocktail: Option<char>,
    #[arg(long, value_name = "ML")]
    pub(super) volume: Option<f64>,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[arg(value_name = "SESSION")]
    pub(super) session: PathBuf,
    #[arg(long, value_name = "EARLIER")]
    pub(super) compare: Option<PathBuf>,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[arg(long, value_name = "MM", requires = "compare", default_value_t = 5.0)]
    pub(super) tolerance: f32,
    #[arg(long = "view", value_name = "VIEW", num_args = 1, value_delimiter = ',')]
    pub(super) views: Vec<String>,
    #[arg(long, conflicts_with_all = ["compare", "views"])]
    pub(super) card: bool,
    #[command(flatten)]
    pub(super) picture: Picture,
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: PathBuf,
}

/// What the picture looks like.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Picture {
    #[arg(long, value_name = "DPI", default_value_t = 300)]
    pub(super) dpi: u32,
    #[arg(long, value_name = "PAPER", value_enum, default_value_t = Paper::A4)]
    pub(super) paper: Paper,
    #[arg(long)]
    pub(super) landscape: bool,
    #[arg(long, value_name = "WxH", conflicts_with_all = ["paper", "landscape"])]
    pub(super) size: Option<String>,
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,
    #[arg(long)]
    pub(super) side_by_side: bool,
    #[arg(long)]
    pub(super) regions: bool,
    #[arg(long, value_name = "GUIDE", num_args = 1, value_delimiter = ',')]
    pub(super) guides: Vec<String>,
    #[arg(long)]
    pub(super) patient_name: bool,
    #[arg(long, conflicts_with = "patient_name")]
    pub(super) no_patient_name: bool,
    #[arg(long)]
    pub(super) no_record: bool,
    #[arg(long)]
    small: bool,
    #[arg(long)]
    pub(super) allow_missing_characters: bool,
    #[arg(long)]
    pub(super) force: bool,
}

impl Picture {
    /// How fine the body's pictures in a document are.
    pub(super) fn fineness(&self) -> Fineness {
        if self.small { Fineness::Small } else { Fineness::Usual }
    }

    /// How two sessions share the page.
    pub(super) fn arrangement(&self) -> Arrangement {
        if self.side_by_side { Arrangement::SideBySide } else { Arrangement::Overlaid }
    }
}

/// What objects for an archive show.
#[derive(Debug, Args)]
pub(super) struct Objects {
    #[arg(long = "view", value_name = "VIEW", num_args = 1, value_delimiter = ',')]
    pub(super) views: Vec<String>,
    #[arg(long, value_name = "DPI", default_value_t = USUAL_DPI)]
    pub(super) dpi: u32,
    #[arg(long)]
    pub(super) patient_name: bool,
    #[arg(long)]
    pub(super) regions: bool,
    #[arg(long)]
    pub(super) no_report: bool,
}

#[derive(Debug, Args)]
pub(super) struct Dicom {
    #[arg(value_name = "SESSION")]
    pub(super) session: PathBuf,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[command(flatten)]
    pub(super) objects: Objects,
    #[arg(short, long = "output", value_name = "FOLDER")]
    pub(super) output: PathBuf,
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Send {
    #[arg(value_name = "SESSION", required_unless_present = "again")]
    pub(super) session: Option<PathBuf>,
    #[arg(long, value_name = "TITLE@HOST:PORT", required_unless_present = "again")]
    pub(super) to: Option<String>,
    #[arg(long, value_name = "TITLE")]
    pub(super) from: Option<String>,
    #[arg(long, value_name = "LIBRARY", conflicts_with = "session")]
    pub(super) again: Option<PathBuf>,
    #[command(flatten)]
    pub(super) headers: Headers,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[command(flatten)]
    pub(super) objects: Objects,
}

/// What goes with a question by HTTP, from where nobody looks over a shoulder.
#[derive(Debug, Args)]
pub(super) struct Headers {
    #[arg(long, value_name = "NAME")]
    pub(super) header_env: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) header_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Fhir {
    #[arg(value_name = "SESSION")]
    pub(super) session: PathBuf,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[arg(long = "view", value_name = "VIEW", num_args = 1, value_delimiter = ',')]
    pub(super) views: Vec<String>,
    #[arg(long, value_name = "ADDRESS")]
    pub(super) patient_numbers: Option<String>,
    #[arg(long)]
    pub(super) no_record: bool,
    #[arg(short, long = "output", value_name = "FILE", required_unless_present = "post")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    pub(super) force: bool,
    #[arg(long, value_name = "ADDRESS")]
    pub(super) post: Option<String>,
    #[command(flatten)]
    pub(super) headers: Headers,
}

#[derive(Debug, Args)]
pub(super) struct Drop {
    #[arg(value_name = "SESSION")]
    pub(super) session: PathBuf,
    #[arg(value_name = "FOLDER")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[arg(long = "view", value_name = "VIEW", num_args = 1, value_delimiter = ',')]
    pub(super) views: Vec<String>,
    #[arg(long, value_name = "TEMPLATE", default_value = USUAL_TEMPLATE)]
    pub(super) template: String,
    #[arg(long)]
    pub(super) no_record: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    #[arg(value_name = "EARLIER")]
    pub(super) before: PathBuf,
    #[arg(value_name = "LATER")]
    pub(super) after: Option<PathBuf>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["after", "output"])]
    pub(super) protocol: Option<String>,
    #[command(flatten)]
    pub(super) accepted: Accepted,
    #[arg(long, value_name = "MM", default_value_t = 5.0)]
    pub(super) tolerance: f32,
    #[arg(long, value_name = "MM", default_value_t = 1.0)]
    pub(super) moved_from: f32,
    #[arg(long)]
    pub(super) without_shift: bool,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(long = "view", value_name = "VIEW", num_args = 1, value_delimiter = ',', requires = "output")]
    pub(super) views: Vec<String>,
    #[arg(short, long = "output", value_name = "FILE", requires = "views")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) picture: Picture,
}

impl Compare {
    /// How points are paired.
    pub(super) fn options(&self) -> Options {
        Options { tolerance_mm: self.tolerance, moved_from_mm: self.moved_from, without_shift: self.without_shift }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Paper {
    A4,
    A5,
    Letter,
}

impl Paper {
    /// Width and height in millimetres, upright.
    pub(super) fn size_mm(self) -> Vec2 {
        match self {
            Self::A4 => Sheet::A4_MM,
            Self::A5 => Sheet::A5_MM,
            Self::Letter => Sheet::LETTER_MM,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[arg(value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
    #[arg(long, value_name = "PORT", default_value_t = 8765)]
    pub(super) port: u16,
}
