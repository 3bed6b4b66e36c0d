//! What holds for the help of every command, present and future.

use clap::{Command, CommandFactory};

use super::Cli;

/// Every command with its full name, the program itself first.
fn commands() -> Vec<Command> {
    fn collect(command: &Command, found: &mut Vec<Command>) {
        found.push(command.clone());
        for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
            collect(command, found);
        }
    }
    let mut cli = Cli::command();
    cli.build();
    let mut found = Vec::new();
    collect(&cli, &mut found);
    found
}

fn name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or_else(|| command.get_name())
}

#[test]
fn the_definition_of_the_command_line_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn every_option_and_argument_has_help() {
    for command in commands() {
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.trim().is_empty(), "{} {}", name(&command), arg.get_id());
            assert!(!help.ends_with('.'), "{} {}: help is a phrase", name(&command), arg.get_id());
        }
    }
}

#[test]
fn every_command_says_what_it_does_and_has_an_example() {
    for command in commands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about.is_empty(), "{}", name(&command));
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples: Vec<&str> = after.lines().filter(|line| line.starts_with("  ")).collect();
        assert!(
            after.starts_with("Example") && examples.iter().any(|line| line.contains("starcoach ")),
            "{} has no example in its help",
            name(&command)
        );
    }
}

#[test]
fn the_examples_are_no_longer_than_a_terminal_is_wide() {
    for command in commands() {
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let long = after.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{}", name(&command));
    }
}

#[test]
fn the_help_tells_of_every_environment_variable_and_exit_code() {
    let help = Cli::command().render_help().to_string();
    let variables = super::settings::Key::ALL.map(super::settings::Key::variable);
    for word in ["STARCOACH_HOME", "STARCOACH_CONFIG", "VISUAL", "EDITOR", "NO_COLOR", "Exit codes"]
        .iter()
        .chain(&variables)
    {
        assert!(help.contains(word), "{word}");
    }
    for code in [
        super::Exit::Fine,
        super::Exit::FallsShort,
        super::Exit::CouldNotRun,
        super::Exit::Interrupted,
    ] {
        let line = format!("\n  {}", code as u8);
        assert!(help.contains(&line), "exit code {}", code as u8);
    }
}
