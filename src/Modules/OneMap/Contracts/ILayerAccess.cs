using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// The one check of what a caller may see of the layers (图层权限唯一检查点): layers, rows, fields, area, label. Every reading of layers for a
/// caller goes through it: map pages, tiles, services, prints. Reviews compute on whole layers and do not. Any doubt hides.
/// </summary>
public interface ILayerAccess
{
    /// <summary>What the caller sees now, by the rows as they stand; ask anew for each request.</summary>
    Task<ILayerSights> OfAsync(Caller caller, CancellationToken ct);
}

/// <summary>What one caller sees of all layers.</summary>
public interface ILayerSights
{
    /// <summary>Null where the layer does not exist for the caller: hidden layers are told like unknown ones.</summary>
    /// <param name="layerCode">A layer of the catalogue, or <see cref="LayerCodes.ApplicationParcels"/>.</param>
    /// <param name="revision">Label of the revision to be read; the lowest where none is read yet.</param>
    ILayerSight? Of(string layerCode, SecurityLabel revision);

    /// <summary>The same for a layer that the caller named: that it is hidden by the mandatory label alone goes into the audit trail.</summary>
    ILayerSight? OfNamed(string layerCode, SecurityLabel revision) => Of(layerCode, revision);
}

/// <summary>What one caller sees of one layer.</summary>
public interface ILayerSight
{
    /// <summary>
    /// Tells what is shown, equal for callers who see the same and new as soon as any grant of it changes. With the revision's content digest
    /// it is the key of everything that is kept.
    /// </summary>
    string Stamp { get; }

    /// <summary>
    /// The label of what is read (数据标记): of layer and revision joined. The caller's dominates it, or there were no sight. What is made of several
    /// layers carries the join of theirs.
    /// </summary>
    SecurityLabel Label { get; }

    /// <summary>Whether every row and every field is shown.</summary>
    bool IsWhole { get; }

    /// <summary>Whether the field exists for the caller on some row.</summary>
    bool ShowsField(string fieldCode);

    /// <summary>The feature as the caller may see it, hidden values null; null where it does not exist for the caller.</summary>
    /// <param name="feature">Of the revision.</param>
    /// <param name="columns">Field codes of its attributes.</param>
    SnapshotFeature? See(SnapshotFeature feature, IReadOnlyList<string> columns);

    /// <summary>
    /// How much of a box of the ground is seen, for layers without features such as rasters. A grant with a condition on rows shows no ground: a
    /// raster has no rows that it could hold for.
    /// </summary>
    /// <param name="box">On the 0.1 mm grid.</param>
    BoxSight SeeBox(GridEnvelope box);
}

/// <summary>How much of a box is seen.</summary>
public enum BoxSight
{
    Nothing,

    /// <summary>Perhaps a part: ask about parts of the box.</summary>
    Part,
    Whole,
}

/// <summary>Codes of layers that are no layers of the catalogue.</summary>
public static class LayerCodes
{
    /// <summary>申请地块: parcels of applications on the map.</summary>
    public const string ApplicationParcels = "SQDK";
}
