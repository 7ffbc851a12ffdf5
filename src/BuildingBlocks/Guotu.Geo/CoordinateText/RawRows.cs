namespace Guotu.Geo.CoordinateText;

/// <summary>A point row as written; the numbers are exact decimals.</summary>
internal readonly record struct RawPoint(int Line, string Label, int Ring, decimal First, decimal Second);

/// <summary>A parcel head as written, and its points.</summary>
internal sealed record RawParcel(int Line, IReadOnlyList<string> Fields)
{
    public List<RawPoint> Points { get; } = [];

    /// <summary>Field by its place in the convention, empty where the head is shorter.</summary>
    public string Field(int index) => index < Fields.Count ? Fields[index] : string.Empty;
}

/// <summary>All rows of a file, before anything is concluded from the numbers.</summary>
internal sealed record RawFile(IReadOnlyList<HeaderLine> Header, IReadOnlyList<RawParcel> Parcels)
{
    /// <summary>Value of a header key of [属性描述], null where absent or empty.</summary>
    public HeaderLine? Find(string key) => Header.LastOrDefault(h => h.Key == key && h.Value.Length > 0);

    public IEnumerable<RawPoint> Points => Parcels.SelectMany(p => p.Points);
}
