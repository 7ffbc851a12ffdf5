using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Grants;

/// <summary>A grant of layers as the security administrator sees it.</summary>
/// <param name="Layer">Code of the layer; <c>*</c> for every layer.</param>
/// <param name="Hidden">Whether it takes the layer from the role.</param>
/// <param name="RowFilter">CQL2 text; null for every row.</param>
/// <param name="DeniedFields">Fields that are not shown.</param>
/// <param name="Regions">12-digit region codes of its area; none for no limit.</param>
/// <param name="AreaWkt">Polygon of its area in EPSG:4490, longitude first; null for no limit.</param>
/// <param name="LabelLimit">Highest label level that is shown.</param>
/// <param name="Readable">False where its terms cannot be read any more: the layer is then hidden from all who hold the role.</param>
public sealed record LayerGrantView(
    long Id, string Role, string RoleName, string Layer, string LayerName, bool Hidden, string? RowFilter, IReadOnlyList<string> DeniedFields,
    IReadOnlyList<string> Regions, string? AreaWkt, int LabelLimit, Instant GrantedAt, bool Readable);

/// <summary>A grant to be made.</summary>
public sealed record LayerGrantBody(
    string Role, string Layer, bool Hidden, string? RowFilter, IReadOnlyList<string>? DeniedFields, IReadOnlyList<string>? Regions, string? AreaWkt, int LabelLimit);
