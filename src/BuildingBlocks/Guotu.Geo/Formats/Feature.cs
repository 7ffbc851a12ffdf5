namespace Guotu.Geo.Formats;

/// <summary>Where a feature stands in its file, for messages.</summary>
/// <param name="Record">Place among the records of the file, counted from 1 (第 n 条记录).</param>
/// <param name="Line">Line of a text file on which it begins; null for binary files.</param>
public readonly record struct FeatureOrigin(long Record, int? Line)
{
    public override string ToString() => Line is { } line ? FormattableString.Invariant($"第 {line} 行") : FormattableString.Invariant($"第 {Record} 条记录");
}

/// <summary>
/// One feature (要素) on its way from or to a file. Coordinates are X = east or longitude, Y = north or latitude whatever the file's
/// own order is, in the unit of the file's coordinate system.
/// </summary>
/// <param name="Geometry">Null where the feature has none.</param>
/// <param name="Values">By place of the field in the schema: <see cref="string"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="DateOnly"/>, <see cref="DateTime"/>, <see cref="bool"/>, <c>byte[]</c>, or null.</param>
public sealed record Feature(FeatureOrigin Origin, NtsGeometry? Geometry, IReadOnlyList<object?> Values)
{
    /// <summary>The file's own identifier; null where the format has none.</summary>
    public string? Id { get; init; }
}
