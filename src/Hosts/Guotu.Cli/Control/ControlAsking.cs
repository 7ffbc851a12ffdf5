using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Control;

/// <summary>A verb whose act needs a second person makes a request where a reason is given (提交复核申请).</summary>
internal static class ControlAsking
{
    public static Option<string?> Reason() => new("--reason") { Description = "要另一人复核的操作:写明理由,提交复核申请" };

    public static bool IsWanted(Result changed, string? reason) => reason is not null && changed.Error is { } refused && refused.Code == ControlErrors.SecondPersonNeeded;

    public static Task<Answer> AskAsync(NodeSession node, Caller caller, Error refusal, ControlWords words, CancellationToken ct) =>
        AskAsync(node, caller, refusal.Choices[0], words, ct);

    public static async Task<Answer> AskAsync(NodeSession node, Caller caller, string kind, ControlWords words, CancellationToken ct)
    {
        var context = new CommandContext(caller.Actor, caller.Scope, "identity.control.ask") { ObjectType = "control-kind", ObjectId = kind };
        var asked = await node.Get<IDualControl>().AskAsync(context, caller, new ControlAsked(kind, words.Parameters, words.Reason), ct);
        return asked.Error is { } refused ? Answer.Refused(refused, ExitCode.Failed) : Answer.Done(Document(asked.Value), console => Show(console, asked.Value));
    }

    public static object Document(ControlRequestView request) => new
    {
        requestId = request.RequestId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        request.Kind,
        request.KindTitle,
        request.Subject,
        request.Summary,
        request.Parameters,
        request.ParametersDigest,
        request.Reason,
        request.AskedBy,
        askedAt = request.AskedAt.ToString(),
        expiresAt = request.ExpiresAt.ToString(),
        request.State,
        request.DecidedBy,
        decidedAt = request.DecidedAt?.ToString(),
        request.Decision,
    };

    private static void Show(IAnsiConsole console, ControlRequestView request)
    {
        console.WriteLine($"已提交复核申请 {request.RequestId}:{request.Summary}。");
        console.WriteLine($"由另一名有权的人在 {request.ExpiresAt.LocalDateTime:yyyy-MM-dd HH:mm} 之前批准:guotu approve grant {request.RequestId}");
    }
}

/// <summary>What is asked for, and why.</summary>
internal sealed record ControlWords(Dictionary<string, string> Parameters, string Reason);
