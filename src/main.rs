//! The `starcoach` command.

mod cli;

fn main() -> anyhow::Result<()> {
    cli::run(&mut std::io::stdout().lock())
}
