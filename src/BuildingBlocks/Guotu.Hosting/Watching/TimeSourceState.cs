using System.Globalization;
using System.Runtime.InteropServices;

namespace Guotu.Hosting.Watching;

/// <summary>Whether the kernel's clock is kept by a time source (时间源), as the kernel itself says; nobody is asked over the network.</summary>
public sealed partial class TimeSourceState : IStateSource
{
    // struct timex of Linux on 64-bit systems, x86-64 and ARM64 alike: where its members lie, and flags of its status.
    private const int Size = 256;
    private const int OffsetAt = 8;
    private const int LargestErrorAt = 24;
    private const int StatusAt = 40;
    private const int Unsynchronised = 0x0040;
    private const int InNanoseconds = 0x2000;
    private const double Late = 1.0;

    public string Code => "time-source";

    public string Title => "时间源";

    public string Part => "节点";

    public int Place => 20;

    public Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        Span<byte> timex = stackalloc byte[Size];
        timex.Clear();
        return Task.FromResult<IReadOnlyList<StateLine>>([AdjTimeX(ref MemoryMarshal.GetReference(timex)) < 0 ? NotSaid() : LineOf(timex)]);
    }

    private static StateLine NotSaid() => StateLine.Unknown("time-source", "时间源", "系统没有给出时钟状态", "在服务器上看 timedatectl 或 chronyc tracking");

    private static StateLine LineOf(ReadOnlySpan<byte> timex)
    {
        var status = MemoryMarshal.Read<int>(timex[StatusAt..]);
        var offset = MemoryMarshal.Read<long>(timex[OffsetAt..]) / ((status & InNanoseconds) != 0 ? 1e9 : 1e6);
        var error = MemoryMarshal.Read<long>(timex[LargestErrorAt..]) / 1e6;
        if ((status & Unsynchronised) != 0)
        {
            return StateLine.Notice("time-source", "时间源", "系统时钟没有与时间源同步", "在服务器上配置 chrony 或 ntp;审计和时限都按系统时钟");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"已同步,偏差 {offset * 1000:F1} 毫秒,最大误差 {error * 1000:F0} 毫秒");
        var line = error < Late ? StateLine.Good("time-source", "时间源", text) : StateLine.Notice("time-source", "时间源", text, "查时间源是否可达(chronyc tracking)");
        return line with { Figures = [new StateFigure("offset", offset, "seconds"), new StateFigure("error", error, "seconds")] };
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = false)]
    private static partial int AdjTimeX(ref byte timex);
}
