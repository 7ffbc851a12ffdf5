using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Output;

/// <summary>What a verb has to say, once: a document for <c>--json</c>, and how the same is shown to a person.</summary>
/// <param name="ExitCode">One of <see cref="Output.ExitCode"/>.</param>
/// <param name="Document">The one JSON document.</param>
/// <param name="Show">Writes it for a person on standard output.</param>
internal sealed record Answer(int ExitCode, object Document, Action<IAnsiConsole> Show)
{
    /// <summary>The refusal behind this answer; its text goes to standard error.</summary>
    public Error? Error { get; private init; }

    public static Answer Done(object document, Action<IAnsiConsole> show) => new(Output.ExitCode.Done, document, show);

    public static Answer Refused(Error error, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new Answer(exitCode, new ErrorDocument(ErrorPlace.Of(error)), _ => { }) { Error = error };
    }
}

/// <summary>The JSON of a refusal: <c>{"error":{code,message,line,ring}}</c>.</summary>
internal sealed record ErrorDocument(ErrorPlace Error);

/// <summary>Code, Chinese text and place of a refusal or a warning; line and ring are null where it is not about one.</summary>
internal sealed record ErrorPlace(string Code, string Message, int? Line, int? Ring)
{
    public static ErrorPlace Of(Error error) => new(error.Code.Value, error.Text, error.Line, error.Ring);
}
