using Guotu.Hosting.Nodes;

namespace Guotu.Hosting.Watching;

/// <summary>Space on the disk of the node home (磁盘).</summary>
public sealed class DiskState(NodeSettings node) : IStateSource
{
    private const long GiB = 1L << 30;
    private const long TooLittle = 1 * GiB;
    private const long Little = 10 * GiB;

    public string Code => "disk";

    public string Title => "磁盘";

    public string Part => "节点";

    public int Place => 15;

    public Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StateLine>>([Look()]);

    public StateLine Look()
    {
        var drive = new DriveInfo(node.Home);
        var free = drive.AvailableFreeSpace;
        var text = $"剩余 {free / (double)GiB:F1} GiB";
        var line = free switch
        {
            < TooLittle => StateLine.Problem(Code, Title, text, "清出空间或扩容,不足时平台不能保存"),
            < Little => StateLine.Notice(Code, Title, text, "安排扩容"),
            _ => StateLine.Good(Code, Title, text),
        };
        return line with { Figures = [new StateFigure("free", free, "bytes"), new StateFigure("total", drive.TotalSize, "bytes")] };
    }
}
