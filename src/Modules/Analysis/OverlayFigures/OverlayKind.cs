namespace Guotu.Analysis.OverlayFigures;

/// <summary>Which parts of two overlaid sets are kept, and under which name staff know it.</summary>
/// <param name="Code">Of the operator.</param>
/// <param name="Common">What both have: pair by pair with the values of both, or row by row of the first.</param>
/// <param name="First">Whether what only the first has is kept.</param>
/// <param name="Second">Whether what only the second has is kept.</param>
internal sealed record OverlayKind(string Code, string Name, string Summary, int Place, CommonParts Common, bool First, bool Second)
{
    public static readonly OverlayKind Clip = new("clip", "裁剪", "图层在范围以内的部分,只带图层的字段。", 20, CommonParts.ByRow, false, false);
    public static readonly OverlayKind Erase = new("erase", "擦除", "图层在范围以外的部分。", 30, CommonParts.None, true, false);
    public static readonly OverlayKind Intersection = new("intersection", "相交", "两个图层共有的部分,带两边的字段。", 40, CommonParts.ByPair, false, false);
    public static readonly OverlayKind Identity = new("identity", "标识", "第一个图层的全部,压在第二个图层上的部分带其字段。", 50, CommonParts.ByPair, true, false);
    public static readonly OverlayKind Union = new("union", "联合", "两个图层的全部,共有的部分带两边的字段。", 60, CommonParts.ByPair, true, true);
    public static readonly OverlayKind Difference = new("symmetric-difference", "对称差", "只属于其中一个图层的部分。", 70, CommonParts.None, true, true);

    public static IReadOnlyList<OverlayKind> All { get; } = [Clip, Erase, Intersection, Identity, Union, Difference];

    /// <summary>Whether the result has the fields of both.</summary>
    public bool BothFields => Common == CommonParts.ByPair || Second;

    /// <summary>Whether the first set counts only where the second lies.</summary>
    public bool FirstNearSecond => !First;

    /// <summary>Whether the second set counts only where the first lies.</summary>
    public bool SecondNearFirst => First && !Second;
}

/// <summary>What becomes of the parts that both sets have.</summary>
internal enum CommonParts
{
    None,

    /// <summary>One row for each row of the first that meets the second.</summary>
    ByRow,

    /// <summary>One row for each pair.</summary>
    ByPair,
}
