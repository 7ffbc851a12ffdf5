using System.Collections.Concurrent;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// Marks of the pictures that desktop software asks for (图片服务的导出标记), where the county wants them: one number for a person, a label and an hour, since
/// a map that is moved asks for dozens a minute.
/// </summary>
internal sealed class PictureMarks(IExportRegister exports, IClock clock)
{
    private const int MostKept = 4_096;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(long User, string Label), ExportMark> _kept = new();

    /// <summary>The words on the picture; empty where there shall be none. Where the record cannot be written there is no picture.</summary>
    public async Task<Result<string>> WordsAsync(Caller caller, SecurityLabel label, CancellationToken ct)
    {
        var shows = await exports.ShowsAsync(ExportClass.Picture, ct);
        if (shows.Error is { } unknown)
        {
            return unknown;
        }

        if (!shows.Value)
        {
            return string.Empty;
        }

        var key = (caller.UserId, label.ToString());
        if (_kept.TryGetValue(key, out var kept) && clock.Now.Minus(kept.At) < Lasts)
        {
            return WordsOf(kept);
        }

        var made = await exports.RegisterAsync(caller, new ExportAsked(ExportClass.Picture, "map-service", "GetMap", "图片服务取图(一小时内)", label), ct);
        if (made.Error is { } refused)
        {
            return refused;
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[key] = made.Value;
        return WordsOf(made.Value);
    }

    private static string WordsOf(ExportMark mark) => $"{mark.LabelName} {mark.Tile}";
}
