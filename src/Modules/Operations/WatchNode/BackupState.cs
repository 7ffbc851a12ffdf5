using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;

namespace Guotu.Operations.WatchNode;

/// <summary>How old the newest backup is (备份). It says that backups are written, not that they can be restored.</summary>
internal sealed class BackupState(NodeSettings node, IClock clock) : IStateSource
{
    /// <summary>A backup a day, and time to write it.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(30);

    /// <summary>By how much the clock of the machine that writes backups may be ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    public string Code => "backup";

    public string Title => "备份";

    public string Part => "节点";

    public int Place => 25;

    /// <summary>Walks the folder: its cost grows with the files in it.</summary>
    public Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StateLine>>([Look(ct)]);

    private StateLine Look(CancellationToken ct)
    {
        if (node.BackupFolder.Length == 0)
        {
            return StateLine.Unknown(Code, Title, "不知道备份在哪里", "在 node.json 写明 backupFolder,保存后重启");
        }

        if (!Directory.Exists(node.BackupFolder))
        {
            return StateLine.Problem(Code, Title, "备份目录不在", "查备份工具和挂载;目录在 node.json 的 backupFolder");
        }

        DateTime? newest = null;
        foreach (var file in new DirectoryInfo(node.BackupFolder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            newest = file.Length > 0 && (newest is null || file.LastWriteTimeUtc > newest) ? file.LastWriteTimeUtc : newest;
        }

        if (newest is not { } at)
        {
            return StateLine.Problem(Code, Title, "备份目录里没有文件", "运行一次备份,查备份工具为什么没有写");
        }

        var age = clock.Now.Minus(Instant.FromUtc(at));
        if (age < -Ahead)
        {
            return StateLine.Unknown(Code, Title, $"最新文件的时间在将来({Amount.OfInstant(Instant.FromUtc(at))}),说不出备份多旧", "查备份机和本机的时间;改正后补做一次备份");
        }

        var text = $"最新的在 {Amount.OfInstant(Instant.FromUtc(at))}({Amount.OfTime(age)}前)";
        var line = age > Oldest ? StateLine.Problem(Code, Title, text, "查备份工具为什么没有写;补做一次") : StateLine.Good(Code, Title, text);
        return line with { Figures = [new StateFigure("age", Math.Max(0, age.TotalSeconds), "seconds")] };
    }
}
