using Guotu.Crypto;
using Guotu.Geo.TileCopies;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;

namespace Guotu.OneMap.TileCopies;

/// <summary>How the tile copies of a node are, seen from outside and without changing anything (瓦片副本检查).</summary>
/// <param name="Count">Files that are copies.</param>
/// <param name="Damaged">Names of files that are none any more: a tile that is asked for has them made again.</param>
/// <param name="Obstacle">Why none can be written, in Chinese; null where nothing is in the way.</param>
public sealed record TileCopyExamination(int Count, IReadOnlyList<string> Damaged, string? Obstacle)
{
    /// <summary>Looks at the head of every file, not at all of its content, which is checked as it is read.</summary>
    public static TileCopyExamination Of(NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var folder = new DirectoryInfo(TileCopyFolder.FolderOf(node));
        if (File.Exists(folder.FullName))
        {
            return new TileCopyExamination(0, [], "该放瓦片副本的目录是一个文件");
        }

        if (!folder.Exists)
        {
            return new TileCopyExamination(0, [], null);
        }

        try
        {
            var files = folder.GetFiles("*" + TileCopyFolder.Extension);
            var damaged = files.Where(f => !Opens(f)).Select(f => f.Name).Order(StringComparer.Ordinal).ToList();
            var isWritable = (folder.UnixFileMode & UnixFileMode.UserWrite) != 0;
            return new TileCopyExamination(files.Length - damaged.Count, damaged, isWritable ? null : $"权限 {Convert.ToString((int)folder.UnixFileMode, 8)},不能写入");
        }
        catch (UnauthorizedAccessException fault)
        {
            return new TileCopyExamination(0, [], fault.Message);
        }
    }

    /// <summary>Derived and for display only: without them maps are slower, no decision is another.</summary>
    public StateLine Line(NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(node);
        const string Name = "tile-copies";
        const string Title = "瓦片副本";
        return Obstacle is { } obstacle ? StateLine.Problem(Name, Title, obstacle + "。地图瓦片都要由快照直接作,慢", $"把 {node.SnapshotFolder} 下的 tiles 目录交还给运行平台的用户,chmod 700;不用重启,一分钟内重试")
            : Damaged.Count > 0 ? StateLine.Notice(Name, Title, "损坏:" + string.Join('、', Damaged), "下次取该图层的瓦片时重做;反复损坏的,查磁盘")
            : StateLine.Good(Name, Title, Count == 0 ? "还没有派生过" : $"{Count} 份");
    }

    private static bool Opens(FileInfo file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        if (!Sm3Digest.TryParse(name[(name.LastIndexOf('-') + 1)..], out var snapshot))
        {
            return false;
        }

        using var copy = TileCopy.Open(file.FullName, snapshot, new TileChunks(1)) is { IsSuccess: true } opened ? opened.Value : null;
        return copy is not null;
    }
}
