using System.Globalization;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>Sizes and times as the monitoring page says them (用量).</summary>
public static class Amount
{
    private const double KiB = 1L << 10;
    private const double MiB = 1L << 20;
    private const double GiB = 1L << 30;

    public static string OfBytes(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / GiB:F1} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / MiB:F1} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / KiB:F0} KiB"),
    };

    public static string OfTime(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} 天 {span.Hours} 小时"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} 小时 {span.Minutes} 分"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} 分钟"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)span.TotalSeconds)} 秒"),
    };

    /// <summary>Local date and time to the minute.</summary>
    public static string OfInstant(Instant at) => at.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
