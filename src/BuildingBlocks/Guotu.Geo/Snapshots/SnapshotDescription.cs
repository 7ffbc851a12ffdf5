using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>What a snapshot (快照) is of: one layer revision in one plane zone.</summary>
/// <param name="Layer">Layer code, such as DLTB.</param>
/// <param name="Revision">Revision number of the authoritative database.</param>
/// <param name="Zone">Plane zone of the coordinates, prefixed.</param>
/// <param name="Columns">Attribute columns carried along; never personal data.</param>
public sealed record SnapshotDescription(string Layer, long Revision, GaussKrugerZone Zone, IReadOnlyList<string> Columns);

/// <summary>One feature (要素) of a layer.</summary>
/// <param name="Id">Our feature id, never BSM.</param>
/// <param name="Shape">Figure on the 0.1 mm grid.</param>
/// <param name="Attributes">One value a column of the description, in its order.</param>
public sealed record SnapshotFeature(long Id, GridMultiPolygon Shape, IReadOnlyList<string?> Attributes);
