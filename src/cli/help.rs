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
    let lacks = |command: &Command| {
        let after = after_help(command);
        let mut examples = after.lines().filter(|line| line.starts_with("  "));
        command.get_about().is_none()
            || !(after.starts_with("Example") && examples.any(|line| line.contains("starcoach ")))
    };
    let lacking: Vec<String> =
        commands().iter().filter(|command| lacks(command)).map(|it| name(it).to_owned()).collect();
    assert_eq!(lacking, [""; 0], "say what the command does, and `Examples:` in after_help");
}

#[test]
fn the_examples_are_no_longer_than_a_terminal_is_wide() {
    let long: Vec<String> = commands()
        .iter()
        .flat_map(|command| {
            let after = after_help(command);
            let long = after.lines().filter(|line| line.chars().count() > 80);
            long.map(|line| format!("{}: {line}", name(command))).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(long, [""; 0]);
}

fn after_help(command: &Command) -> String {
    command.get_after_help().map(ToString::to_string).unwrap_or_default()
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
