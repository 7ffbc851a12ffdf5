using System.Globalization;

namespace Guotu.Integration.Tests;

/// <summary>Where the kills along the main job happen: at rows, files, outbox, trail and the steps after the decision.</summary>
internal static class KillPoints
{
    private static readonly string[] Steps =
        ["number.before-commit", "certificate.after-file", "certificate.before-commit", "layer.before-commit", "archive.after-file", "archive.before-commit"];

    private static readonly string[] General =
        ["uow.before-commit", "uow.after-commit", "files.after-sync", "audit.before-checkpoint", "audit.after-checkpoint", "audit.before-seal-commit"];

    private static readonly string[] Outbox = ["outbox.after-claim", "outbox.after-delivery", "outbox.before-commit"];

    /// <summary>Points that no served node passes, only a command of two administrators or the auditor: killed in <c>ArchiveTests</c> and <c>EpochTests</c>.</summary>
    private static readonly string[] Commands = ["audit.archive-written", "audit.archive-deleting", "audit.before-epoch-line"];

    /// <summary>Names of all points.</summary>
    public static IEnumerable<string> All => [.. Steps.Select(Step), .. General, .. Outbox, .. Commands];

    /// <summary>Each point in its turn, at changing counts.</summary>
    public static IEnumerable<string> InTurn(int kills) => Enumerable.Range(0, kills).Select(i => (i % 4) switch
    {
        0 => Step(Steps[i / 4 % Steps.Length]),
        2 => Counted(Outbox[i / 4 % Outbox.Length], 1 + (i % 3)),
        _ => Counted(General[i / 2 % General.Length], 1 + (i % 5)),
    });

    /// <summary>Each point once, at its second pass where acts and steps pass it often.</summary>
    public static IEnumerable<string> EachOnce() => [.. Outbox.Concat(General).Select(p => Counted(p, 2)), .. Steps.Select(Step)];

    /// <summary>Of eight kills one hits a step, one the outbox and two any moment; the rest hit what each act passes, after a random count of passes.</summary>
    public static IEnumerable<string> AtRandom(int kills, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < kills; i++)
        {
            yield return random.Next(8) switch
            {
                0 => Step(Steps[random.Next(Steps.Length)]),
                1 or 2 => Counted("moment", random.Next(4_000)),
                3 => Counted(Outbox[random.Next(Outbox.Length)], 1 + random.Next(3)),
                _ => Counted(General[random.Next(General.Length)], 1 + random.Next(8)),
            };
        }
    }

    private static string Step(string point) => "approval.step." + point;

    private static string Counted(string name, int count) => name + ":" + count.ToString(CultureInfo.InvariantCulture);
}
