namespace Guotu.Geo.Formats;

/// <summary>Type of a field's values.</summary>
public enum FieldKind
{
    Text,

    /// <summary>64-bit integer.</summary>
    Whole,

    /// <summary>IEEE double.</summary>
    Number,

    /// <summary>Local date.</summary>
    Date,

    /// <summary>Date and time as written, without a zone.</summary>
    Instant,

    Flag,

    Bytes,
}

/// <summary>What a layer's geometries are.</summary>
public enum GeometryKind
{
    /// <summary>Not known before reading, or of several kinds.</summary>
    Mixed,
    None,
    Point,
    Line,
    Polygon,
}

/// <summary>A field (字段).</summary>
/// <param name="Length">Characters of text or digits of a number; 0 where the file does not bound it.</param>
/// <param name="Decimals">Decimals of a number; 0 for whole numbers and where not stated.</param>
public sealed record FieldDefinition(string Name, FieldKind Kind, int Length = 0, int Decimals = 0)
{
    /// <summary>The name people read (别名); null where the format has none.</summary>
    public string? Alias { get; init; }
}

/// <summary>Name, fields and geometry of a layer.</summary>
public sealed record FeatureSchema(string Name, IReadOnlyList<FieldDefinition> Fields)
{
    public GeometryKind Geometry { get; init; } = GeometryKind.Mixed;

    /// <summary>True where a feature may hold several points.</summary>
    public bool MultiPoints { get; init; }

    public bool HasZ { get; init; }

    public bool HasM { get; init; }

    /// <summary>Place of a field by name, letter case apart; −1 where there is none.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (string.Equals(Fields[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
