using System.Data;
using System.Globalization;
using Dapper;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;
using Microsoft.Data.Sqlite;

namespace Guotu.Database.Mapping;

/// <summary>
/// How the Kernel's values travel. Instants go as DateTime of Kind Unspecified in UTC: Npgsql would shift Kind Utc by the
/// session's zone. SQLite keeps them as text of fixed width, which sorts.
/// </summary>
public static class TypeMapping
{
    private const string SqliteInstant = "yyyy-MM-dd HH:mm:ss.ffffff";

    private static readonly object Gate = new();
    private static bool _registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
            {
                return;
            }

            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.AddTypeHandler(new LegalDateHandler());
            SqlMapper.AddTypeHandler(new LegalAreaHandler());
            _registered = true;
        }
    }

    /// <summary>A time as each driver takes it.</summary>
    internal static void SetInstant(IDbDataParameter parameter, Instant value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter is SqliteParameter)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.UtcDateTime.ToString(SqliteInstant, CultureInfo.InvariantCulture);
            return;
        }

        parameter.DbType = DbType.DateTime2;
        parameter.Value = value.UtcDateTime;
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
    {
        public override Instant Parse(object value) => value switch
        {
            string text => Instant.Parse(text),
            DateTime time => Instant.FromUtc(time),
            _ => throw new DataException($"An instant cannot be read from {value?.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, Instant value) => SetInstant(parameter, value);
    }

    private sealed class LegalDateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => DateOnly.FromDateTime(time),
            DateOnly date => date,
            _ => throw new DataException($"A date cannot be read from {value?.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            ArgumentNullException.ThrowIfNull(parameter);
            if (parameter is SqliteParameter)
            {
                parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                return;
            }

            parameter.DbType = DbType.Date;
            parameter.Value = value.ToDateTime(TimeOnly.MinValue);
        }
    }

    private sealed class LegalAreaHandler : SqlMapper.TypeHandler<LegalArea>
    {
        public override LegalArea Parse(object value) => new(Convert.ToInt64(value, CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, LegalArea value)
        {
            ArgumentNullException.ThrowIfNull(parameter);
            parameter.DbType = DbType.Int64;
            parameter.Value = value.TenThousandths;
        }
    }
}
