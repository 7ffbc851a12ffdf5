namespace Guotu.OneMap.Contracts;

/// <summary>Land classes of the third survey (三调工作分类), TD/T 1055, as data.</summary>
public interface ILandClasses
{
    IReadOnlyList<LandClass> All { get; }

    /// <summary>Null for a code the table does not have: such a patch makes figures by class undetermined.</summary>
    LandClass? Find(string code);
}

/// <summary>One land class.</summary>
/// <param name="Code">DLBM such as <c>0101</c>.</param>
/// <param name="Name">DLMC.</param>
/// <param name="Kind">Of the three great classes (三大类).</param>
public sealed record LandClass(string Code, string Name, LandKind Kind)
{
    /// <summary>耕地: 01xx.</summary>
    public bool IsCultivated => Code.StartsWith("01", StringComparison.Ordinal);
}

/// <summary>The three great classes (三大类).</summary>
public enum LandKind
{
    /// <summary>农用地 N.</summary>
    Agricultural,

    /// <summary>建设用地 J.</summary>
    Construction,

    /// <summary>未利用地 W.</summary>
    Unused,
}
