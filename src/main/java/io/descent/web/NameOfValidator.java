package io.descent.web;

import io.descent.schema.Names;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that a text is one of the names, and says which there are. */
final class NameOfValidator implements ConstraintValidator<NameOf, String> {

    private List<String> names = List.of();

    @Override
    public void initialize(NameOf annotation) {
        names = Names.all(annotation.value());
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        if (text == null || names.contains(text)) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate("must be " + Names.either(names))
                .addConstraintViolation();
        return false;
    }
}
