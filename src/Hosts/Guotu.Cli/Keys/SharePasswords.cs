using Guotu.Cli.Output;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Keys;

/// <summary>Passwords of the holders of shares, from the terminal or as lines of standard input; never from the command line.</summary>
internal static class SharePasswords
{
    /// <summary>A share can be guessed at without end by who steals its file, so its password is long.</summary>
    private const int Shortest = 12;

    public static async Task<IReadOnlyList<string>> NewAsync(IReadOnlyList<string> holders, CancellationToken ct)
    {
        var passwords = Console.IsInputRedirected ? await LinesAsync(holders.Count, ct) : [.. holders.Select(Twice)];
        if (passwords.Any(p => p.Length < Shortest))
        {
            throw BadUse($"分片口令至少 {Shortest} 个字");
        }

        return passwords.Distinct(StringComparer.Ordinal).Count() == passwords.Count ? passwords : throw BadUse("三名保管人的口令要各不相同");
    }

    public static async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<string> holders, CancellationToken ct) =>
        Console.IsInputRedirected ? await LinesAsync(holders.Count, ct) : [.. holders.Select(h => Ask($"{h} 的分片口令:"))];

    private static async Task<List<string>> LinesAsync(int count, CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            lines.Add(await Console.In.ReadLineAsync(ct) ?? throw BadUse($"标准输入要有 {count} 行分片口令"));
        }

        return lines;
    }

    private static string Twice(string holder)
    {
        var first = Ask($"{holder} 的分片口令(由本人输入):");
        return first == Ask($"{holder} 再输一次:") ? first : throw BadUse($"{holder} 两次输入的口令不同");
    }

    private static string Ask(string words) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Prompt(new TextPrompt<string>(words).Secret(null));

    private static RefusedException BadUse(string reason) => new(new Error(CliErrors.BadUse, ("reason", reason)), ExitCode.BadUse);
}
