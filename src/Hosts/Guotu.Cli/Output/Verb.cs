using System.CommandLine;
using System.Data.Common;
using Guotu.Database.Drivers;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Output;

/// <summary>Makes the command of a verb: its options, <c>--json</c>, and an action that writes one answer.</summary>
internal static class Verb
{
    public const string JsonOption = "--json";

    public static Command Create(
        string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, CancellationToken, Task<Answer>> act)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var json = NodeOptions.Json();
        var command = new Command(name, description) { json };
        foreach (var symbol in symbols)
        {
            Add(command, symbol);
        }

        command.SetAction(async (parse, ct) =>
        {
            var answer = await RunAsync(act, parse, ct);
            AnswerWriter.Write(answer, parse.GetValue(json) ? OutputForm.Json : OutputForm.Person);
            return answer.ExitCode;
        });
        return command;
    }

    /// <summary>A command that only groups others.</summary>
    public static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Subcommands.Add(command);
        }

        return group;
    }

    private static async Task<Answer> RunAsync(Func<ParseResult, CancellationToken, Task<Answer>> act, ParseResult parse, CancellationToken ct)
    {
        try
        {
            return await act(parse, ct);
        }
        catch (RefusedException refused)
        {
            return Answer.Refused(refused.Error, refused.ExitCode);
        }
        catch (DriverNotFoundException missing)
        {
            return Answer.Refused(new Error(CliErrors.NoDriver, ("reason", missing.Message)), ExitCode.Failed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException or InvalidDataException)
        {
            return Answer.Refused(new Error(CliErrors.Unexpected, ("what", exception.Message)), ExitCode.Failed);
        }
    }

    private static void Add(Command command, Symbol symbol)
    {
        switch (symbol)
        {
            case Option option:
                command.Options.Add(option);
                break;
            case Argument argument:
                command.Arguments.Add(argument);
                break;
            default:
                throw new ArgumentException($"A verb takes options and arguments, not {symbol.GetType().Name}", nameof(symbol));
        }
    }
}
