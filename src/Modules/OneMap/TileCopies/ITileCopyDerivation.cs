using Guotu.Geo.Snapshots;
using Guotu.Geo.TileCopies;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.TileCopies;

/// <summary>Derives the copy of a snapshot (派生瓦片副本).</summary>
internal interface ITileCopyDerivation
{
    /// <summary>As <see cref="TileCopyBuilder.Build"/>.</summary>
    Result Build(Snapshot snapshot, TileCopyPlan plan, string path, TileCopy? before, CancellationToken ct);
}

/// <summary>Derives by the builder of Guotu.Geo, on the thread that asks.</summary>
internal sealed class TileCopyDerivation : ITileCopyDerivation
{
    public Result Build(Snapshot snapshot, TileCopyPlan plan, string path, TileCopy? before, CancellationToken ct) => TileCopyBuilder.Build(snapshot, plan, path, before, ct);
}

/// <summary>How tiles wait for copies that are being made.</summary>
/// <param name="Longest">How long one request waits; then it is answered that the tile is being prepared, or made of the snapshot.</param>
/// <param name="Few">A copy of so few features is made in less time than a tile without it, and a tile of so few without it in no time.</param>
internal sealed record TileWaits(TimeSpan Longest, int Few)
{
    public static readonly TileWaits Usual = new(TimeSpan.FromSeconds(3), 2_000);
}
