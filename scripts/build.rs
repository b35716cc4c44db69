//! Names the commit that the program is built from, and its date, for `mesomap --version`.
//!
//! `MESOMAP_COMMIT` and `MESOMAP_DATE` say what git can't where a release is built from an archive without a history;
//! `SOURCE_DATE_EPOCH` says the date as <https://reproducible-builds.org/docs/source-date-epoch/> has it. Same commit, same
//! bytes: no clock is read, and whether files were changed since isn't asked, for nothing would ask again.

use std::path::Path;
use std::process::Command;

fn main() {
    for variable in ["MESOMAP_COMMIT", "MESOMAP_DATE", "SOURCE_DATE_EPOCH"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    println!("cargo::rerun-if-changed=scripts/build.rs");
    let in_git = is_top_of_a_repository();
    if in_git {
        watch_head();
    }
    let (commit, date) = (commit(in_git), date(in_git));
    let from = match (&commit, &date) {
        (Some(commit), Some(date)) => format!("{commit}, {date}"),
        (Some(commit), None) => commit.clone(),
        (None, Some(date)) => format!("unknown commit, {date}"),
        (None, None) => "unknown commit".to_owned(),
    };
    println!("cargo::rustc-env=MESOMAP_VERSION={} ({from})", env!("CARGO_PKG_VERSION"));
}

/// What git answers; nothing where there is no git, or no answer.
fn git(arguments: &[&str]) -> Option<String> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let answer = Command::new("git").args(arguments).current_dir(folder).output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?.trim().to_owned();
    answer.status.success().then_some(text)
}

/// Sources that were unpacked inside of somebody's repository have a history that isn't theirs.
fn is_top_of_a_repository() -> bool {
    git(&["rev-parse", "--show-prefix"]).is_some_and(|prefix| prefix.is_empty())
}

/// Runs again only when HEAD moves: it or the branch that it names, alone or among the packed ones.
fn watch_head() {
    let branch = git(&["symbolic-ref", "--quiet", "HEAD"]);
    let names = ["HEAD", "logs/HEAD", "packed-refs"].into_iter().chain(branch.as_deref());
    for name in names {
        // In a linked worktree these files lie in two places, which git knows. One that isn't there would run this each time.
        let path = git(&["rev-parse", "--git-path", name]);
        for path in path.iter().filter(|path| Path::new(path).exists()) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

fn set(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|value| !value.trim().is_empty())
}

fn commit(in_git: bool) -> Option<String> {
    set("MESOMAP_COMMIT").or_else(|| git(&["rev-parse", "--short=10", "HEAD"]).filter(|_| in_git))
}

fn date(in_git: bool) -> Option<String> {
    let told = || set("SOURCE_DATE_EPOCH")?.trim().parse().ok().map(day_of);
    set("MESOMAP_DATE").or_else(told).or_else(|| git(&["show", "-s", "--format=%cs", "HEAD"]).filter(|_| in_git))
}

/// The day, in UTC, of a moment in seconds since 1970: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// `civil_from_days`.
fn day_of(seconds: i64) -> String {
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
