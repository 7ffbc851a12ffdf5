namespace Guotu.Geo.Validity;

/// <summary>The Chinese names of boundary defects, as staff read them.</summary>
public static class DefectNames
{
    public static string Of(BoundaryDefectKind kind) => kind switch
    {
        BoundaryDefectKind.TooFewPoints => "不足三个不同的点",
        BoundaryDefectKind.RepeatedPoint => "有重复点",
        BoundaryDefectKind.ZeroArea => "面积为零",
        BoundaryDefectKind.Spike => "有尖刺",
        BoundaryDefectKind.SelfIntersection => "边界自相交",
        BoundaryDefectKind.SelfTouch => "边界自相接",
        BoundaryDefectKind.RingsOverlap => "环与环相交或共边",
        BoundaryDefectKind.WronglyNested => "内外环的包含关系不对",
        BoundaryDefectKind.InteriorCut => "孔洞相接,把面隔成了几块",
        BoundaryDefectKind.TooComplex => "边界过于杂乱",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
