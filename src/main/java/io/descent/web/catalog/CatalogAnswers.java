package io.descent.web.catalog;

import io.descent.dataset.GeneratorCatalog;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.catalog.LossCatalog;
import io.descent.fit.catalog.ModelCatalog;
import io.descent.fit.catalog.OptimizerCatalog;
import io.descent.fit.catalog.PenaltyCatalog;
import io.descent.fit.catalog.ScheduleCatalog;
import io.descent.model.ModelType;
import io.descent.schema.Alternatives;
import io.descent.schema.ByName;
import io.descent.schema.Choice;
import io.descent.schema.Choices;
import io.descent.schema.Domain;
import io.descent.schema.Explanation;
import io.descent.schema.Family;
import io.descent.schema.Flag;
import io.descent.schema.Mapped;
import io.descent.schema.Names;
import io.descent.schema.Numbers;
import io.descent.schema.NumbersByName;
import io.descent.schema.Parameter;
import io.descent.schema.PerOutput;
import io.descent.schema.ReadApart;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import io.descent.schema.Texts;
import io.descent.schema.Whole;
import io.descent.schema.Word;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Turns the tables that requests are read by into the catalog. */
final class CatalogAnswers {

    private CatalogAnswers() {}

    static CatalogAnswer catalog() {
        return new CatalogAnswer(
                Arrays.stream(ModelType.values()).map(CatalogAnswers::model).toList(),
                entries(LossCatalog.LOSS),
                entries(PenaltyCatalog.PENALTY),
                entries(OptimizerCatalog.OPTIMIZER),
                entries(ScheduleCatalog.SCHEDULE),
                entries(GeneratorCatalog.GENERATOR),
                settings(FitSettings.FORM));
    }

    private static CatalogAnswer.Model model(ModelType type) {
        CatalogAnswer.Entry entry = entries(ModelCatalog.MODEL).stream()
                .filter(variant -> variant.name().equals(Names.json(type)))
                .findFirst()
                .orElseThrow();
        return new CatalogAnswer.Model(entry.name(), entry.description(), LossCatalog.of(type), entry.parameters());
    }

    private static List<CatalogAnswer.Entry> entries(Family<?> family) {
        return family.variants().stream()
                .map(variant -> new CatalogAnswer.Entry(variant.name(), variant.description(), settings(variant)))
                .toList();
    }

    private static List<CatalogAnswer.Setting> settings(Structure<?> structure) {
        return structure.parameters().stream()
                .filter(parameter -> !(parameter.domain() instanceof Explanation))
                .map(CatalogAnswers::setting)
                .toList();
    }

    private static CatalogAnswer.Setting setting(Parameter<?> parameter) {
        return new CatalogAnswer.Setting(
                parameter.name(),
                parameter.aliases(),
                parameter.description(),
                parameter.domain().expectation(),
                values(parameter.domain()),
                parameter.required(),
                parameter.nullable(),
                parameter.fallbackJson(),
                parameter.rule());
    }

    private static String list(Family<?> family) {
        return switch (family.name()) {
            case "model" -> "models";
            case "loss" -> "losses";
            case "penalty" -> "penalties";
            case "optimizer" -> "optimizers";
            case "schedule" -> "schedules";
            case "generator" -> "generators";
            default -> throw new IllegalStateException("no list for the family " + family.name());
        };
    }

    private static List<CatalogAnswer.Values> values(Domain<?> domain) {
        return switch (domain) {
            case Alternatives<?> alternatives ->
                alternatives.forms().stream()
                        .flatMap(form -> values(form).stream())
                        .toList();
            case PerOutput<?>(Numbers each) -> values(each);
            case PerOutput<?> perOutput ->
                Stream.concat(values(perOutput.each()).stream(), Stream.of(CatalogAnswer.Values.numbers(0)))
                        .toList();
            case Mapped<?, ?> mapped -> values(mapped.base());
            case Family<?> family -> List.of(CatalogAnswer.Values.entry(list(family)));
            case Structure<?> structure -> List.of(CatalogAnswer.Values.object(settings(structure)));
            case Real(double low, boolean lowIncluded, double high, boolean highIncluded) ->
                List.of(CatalogAnswer.Values.number(low, lowIncluded, high, highIncluded));
            case Whole(long low, long high) -> List.of(CatalogAnswer.Values.integer(low, high));
            case Flag _ -> List.of(CatalogAnswer.Values.flag());
            case Text(int longest) -> List.of(CatalogAnswer.Values.text(longest));
            case Word<?> word -> List.of(CatalogAnswer.Values.choice(List.of(word.word())));
            case Choice<?> choice -> List.of(CatalogAnswer.Values.choice(choice.names()));
            case Choices<?> choices ->
                List.of(CatalogAnswer.Values.choices(choices.each().names()));
            case Numbers(int length) -> List.of(CatalogAnswer.Values.numbers(length));
            case NumbersByName(Real(double low, boolean lowIncluded, double high, boolean highIncluded)) ->
                List.of(CatalogAnswer.Values.numbersByName(low, lowIncluded, high, highIncluded));
            case ByName<?>(Domain<?> each) -> List.of(CatalogAnswer.Values.byName(values(each)));
            case Texts _ -> List.of(CatalogAnswer.Values.texts());
            case ReadApart _, Explanation _ -> List.of(CatalogAnswer.Values.object(List.of()));
        };
    }
}
