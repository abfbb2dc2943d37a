//! The program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    congtin::commands::run(std::env::args_os())
}
