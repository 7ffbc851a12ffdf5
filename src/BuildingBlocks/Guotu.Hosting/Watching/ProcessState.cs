using System.Globalization;
using Guotu.Database.Nodes;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>The processes of the node (进程): each renews the lease of its number, which is its heartbeat.</summary>
public sealed class ProcessState(IUnitsOfWork units, IClock clock) : IStateSource
{
    /// <summary>An expired lease is told of for so long; later it is only a free number.</summary>
    private static readonly TimeSpan ToldOf = TimeSpan.FromDays(1);

    public string Code => "processes";

    public string Title => "平台进程";

    public string Part => "节点";

    public int Place => 5;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var holders = await NodeLease.HoldersAsync(session, ct);
        var alive = holders.Where(h => h.LeaseUtc > clock.Now).ToList();
        var versions = alive.Select(h => h.ProgramVersion).Distinct(StringComparer.Ordinal).Count();
        return
        [
            .. alive.Select(h => versions > 1
                ? StateLine.Notice(CodeOf(h), "平台进程 " + h.HolderName, Words(h) + ",与其他进程的版本不同", "升级没有做完;逐台升级后重启")
                : StateLine.Good(CodeOf(h), "平台进程 " + h.HolderName, Words(h))),
            .. holders.Where(h => h.LeaseUtc <= clock.Now && clock.Now.Minus(h.LeaseUtc) < ToldOf).Select(h =>
                StateLine.Notice(CodeOf(h), "平台进程 " + h.HolderName, $"最后心跳 {Amount.OfInstant(h.BeatUtc)},没有正常停止", "看该机的平台是否在运行;没有用的不用管,编号会自动收回")),
        ];
    }

    private static string CodeOf(NodeHolder holder) => "process." + holder.NodeNo.ToString(CultureInfo.InvariantCulture);

    private string Words(NodeHolder holder)
    {
        var since = holder.StartedUtc is { } started ? $",已运行 {Amount.OfTime(clock.Now.Minus(started))}" : string.Empty;
        var version = holder.ProgramVersion is { } known ? $",版本 {known}" : string.Empty;
        return $"编号 {holder.NodeNo},最后心跳 {Amount.OfTime(clock.Now.Minus(holder.BeatUtc))}前{version}{since}";
    }
}
