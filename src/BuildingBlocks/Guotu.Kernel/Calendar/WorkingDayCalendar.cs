using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using YamlDotNet.Serialization;

namespace Guotu.Kernel.Calendar;

/// <summary>
/// Working days with public holidays and moved weekends (工作日历,含调休). Where a year is not loaded only weekends count
/// and the answer is provisional (暂定).
/// </summary>
public sealed class WorkingDayCalendar
{
    private const int LongestSearch = 4000;
    private readonly FrozenSet<int> _years;
    private readonly FrozenSet<DateOnly> _off;
    private readonly FrozenSet<DateOnly> _working;

    private WorkingDayCalendar(string version, IEnumerable<int> years, IEnumerable<DateOnly> off, IEnumerable<DateOnly> working)
    {
        Version = version;
        _years = years.ToFrozenSet();
        _off = off.ToFrozenSet();
        _working = working.ToFrozenSet();
    }

    /// <summary>The calendar that ships with this version.</summary>
    public static WorkingDayCalendar China { get; } = LoadShipped();

    /// <summary>Version of the data, kept with what was computed from it.</summary>
    public string Version { get; }

    public IReadOnlyCollection<int> Years => _years.Order().ToList();

    public bool Knows(int year) => _years.Contains(year);

    /// <summary>Reads a calendar file; a date outside its year, a working weekday or a day both off and working throws.</summary>
    public static WorkingDayCalendar Parse(string yaml)
    {
        var file = new DeserializerBuilder().Build().Deserialize<CalendarFile>(yaml);
        var off = new List<DateOnly>();
        var working = new List<DateOnly>();
        foreach (var (year, days) in file.years)
        {
            off.AddRange(days.off.SelectMany(RangeOf).Select(d => Within(year, d)));
            working.AddRange(days.working.Select(DateOf).Select(d => Within(year, d)));
        }

        if (working.FirstOrDefault(d => !IsWeekend(d) || off.Contains(d)) is var wrong && wrong != default)
        {
            throw new FormatException($"{wrong:yyyy-MM-dd} cannot be a moved working day");
        }

        return new WorkingDayCalendar(file.version, file.years.Keys, off, working);
    }

    public bool IsWorkingDay(DateOnly day) => _working.Contains(day) || (!_off.Contains(day) && !IsWeekend(day));

    /// <summary>The first working day after a day.</summary>
    public DateOnly Next(DateOnly day) => Add(day, 1).Day;

    /// <summary>
    /// The n-th working day after a day (n ≥ 0; for 0 the day itself), and whether it is provisional because a year on the way is not loaded.
    /// </summary>
    public (DateOnly Day, bool Provisional) Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workingDays, LongestSearch / 2);
        var at = day;
        var provisional = false;
        for (var left = workingDays; left > 0;)
        {
            at = at.AddDays(1);
            provisional |= !Knows(at.Year);
            left -= IsWorkingDay(at) ? 1 : 0;
        }

        return (at, provisional);
    }

    /// <summary>Working days after <paramref name="after"/> up to and including <paramref name="upTo"/>; negative when it lies before.</summary>
    public int CountBetween(DateOnly after, DateOnly upTo)
    {
        if (upTo < after)
        {
            return -CountBetween(upTo, after);
        }

        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateOnly DateOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Within(int year, DateOnly day) =>
        day.Year == year ? day : throw new FormatException($"{day:yyyy-MM-dd} is not in {year}");

    private static IEnumerable<DateOnly> RangeOf(string range)
    {
        var ends = range.Split('/');
        var last = DateOf(ends[^1]);
        for (var day = DateOf(ends[0]); day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static WorkingDayCalendar LoadShipped()
    {
        using var stream = typeof(WorkingDayCalendar).Assembly.GetManifestResourceStream("calendar/china.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

#pragma warning disable IDE1006, CA1812 // Names are the keys of the file.
    private sealed class CalendarFile
    {
        public string version { get; init; } = string.Empty;

        public Dictionary<int, CalendarYear> years { get; init; } = [];
    }

    private sealed class CalendarYear
    {
        public List<string> off { get; init; } = [];

        public List<string> working { get; init; } = [];
    }
#pragma warning restore IDE1006, CA1812
}
