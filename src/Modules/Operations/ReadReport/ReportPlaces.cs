using System.Globalization;
using Guotu.Database.Files;
using Guotu.Hosting.Nodes;

namespace Guotu.Operations.ReadReport;

/// <summary>Where reports of runs lie: <c>mlps/ID</c> in the node home, the node's alone (测评报告的位置). Kept as long as the node.</summary>
internal sealed class ReportPlaces(NodeSettings node)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Part = ".part";

    private readonly string _root = Path.Combine(node.Home, "mlps");

    public string Of(long run) => Path.Combine(_root, run.ToString(CultureInfo.InvariantCulture));

    /// <summary>An empty place to write into; what an earlier attempt left is removed.</summary>
    public string Begin(long run)
    {
        Clear(run);
        Directory.CreateDirectory(_root, Owner);
        var part = PartOf(run);
        Directory.CreateDirectory(part, Owner);
        return part;
    }

    /// <summary>What was written takes its place.</summary>
    public void Keep(long run)
    {
        Directory.Move(PartOf(run), Of(run));
        SyncedFolder.Sync(_root);
    }

    /// <summary>What a process that is gone left unfinished.</summary>
    public void ClearUnfinished()
    {
        if (Directory.Exists(_root))
        {
            foreach (var part in Directory.EnumerateDirectories(_root, "*" + Part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    public void Clear(long run)
    {
        foreach (var folder in new[] { PartOf(run), Of(run) }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string PartOf(long run) => Of(run) + Part;
}
