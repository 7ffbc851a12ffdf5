namespace Guotu.Rendering.Model;

/// <summary>A point of the page in millimetres; origin at the top left, x to the right, y down (as OFD counts).</summary>
public readonly record struct PointMm(double X, double Y)
{
    public static PointMm operator +(PointMm a, PointMm b) => new(a.X + b.X, a.Y + b.Y);

    public static PointMm operator -(PointMm a, PointMm b) => new(a.X - b.X, a.Y - b.Y);
}

/// <summary>A rectangle of the page in millimetres, from its top left corner.</summary>
public readonly record struct BoxMm(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public PointMm Centre => new(X + (Width / 2), Y + (Height / 2));

    public BoxMm MovedBy(PointMm by) => this with { X = X + by.X, Y = Y + by.Y };

    /// <summary>The box made smaller by a margin on every side; a negative margin makes it larger.</summary>
    public BoxMm Inset(double margin) => new(X + margin, Y + margin, Width - (2 * margin), Height - (2 * margin));

    public bool Overlaps(BoxMm other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public bool Contains(BoxMm other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;
}

/// <summary>Paper size in millimetres (幅面).</summary>
public readonly record struct PageSize(double Width, double Height)
{
    public static readonly PageSize A4 = new(210, 297);

    public static readonly PageSize A3 = new(297, 420);

    public static readonly PageSize A2 = new(420, 594);

    public static readonly PageSize A1 = new(594, 841);

    public static readonly PageSize A0 = new(841, 1189);

    public PageSize Landscape => new(Math.Max(Width, Height), Math.Min(Width, Height));
}
