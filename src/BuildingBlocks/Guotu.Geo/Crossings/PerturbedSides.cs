namespace Guotu.Geo.Crossings;

/// <summary>
/// Orientation with the project thought to be moved by (ε, ε²), ε smaller than anything (symbolic perturbation): no vertex then
/// lies on an edge of the other side, no two edges coincide, and areas, being continuous, are those of the unmoved figures.
/// Coordinates are below 2³⁰, so every product is exact in 64 bits.
/// </summary>
internal static class PerturbedSides
{
    /// <summary>Cross product (b2 − b1) × (p − b1), unmoved: positive where p is left of b1→b2.</summary>
    public static long Cross((int X, int Y) b1, (int X, int Y) b2, (int X, int Y) p) =>
        (((long)b2.X - b1.X) * ((long)p.Y - b1.Y)) - (((long)b2.Y - b1.Y) * ((long)p.X - b1.X));

    /// <summary>Whether a vertex of the moved project lies left of an edge of the layer.</summary>
    public static bool ProjectIsLeft(long cross, (int X, int Y) b1, (int X, int Y) b2) =>
        cross != 0 ? cross > 0 : b2.Y != b1.Y ? b2.Y < b1.Y : b2.X > b1.X;

    /// <summary>Whether a vertex of the layer lies left of an edge of the moved project.</summary>
    public static bool LayerIsLeft(long cross, (int X, int Y) a1, (int X, int Y) a2) =>
        cross != 0 ? cross > 0 : a2.Y != a1.Y ? a2.Y > a1.Y : a2.X < a1.X;
}
