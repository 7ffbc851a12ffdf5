using System.Globalization;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.PinLayer;

/// <summary>What the rows of a layer and its revision say must fit together as the application writes them (版本记录自洽).</summary>
internal static class RevisionMustBeAsCommitted
{
    /// <summary>The layer goes on to its newest revision only; what it points to otherwise was not pointed to by us.</summary>
    public static string? OfCurrent(RevisionRow row) => row.NewestNo == row.RevisionNo
        ? Of(row)
        : string.Create(CultureInfo.InvariantCulture, $"现行版记为第 {row.RevisionNo} 版,最新入库的是第 {row.NewestNo} 版");

    /// <summary>A declaration of emptiness has no features: with any, "empty" would hide them.</summary>
    public static string? Of(RevisionRow row) => row.EmptyUntil is not null && row.FeatureCount != 0
        ? string.Create(CultureInfo.InvariantCulture, $"有 {row.FeatureCount} 个要素却记为依法为空")
        : null;
}
